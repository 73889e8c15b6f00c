/** The demo workspace: an invented company that sells loans by phone. No name or number belongs to anybody. */
export const branches = ['Mumbai', 'Delhi', 'Bengaluru'];

export const departments = ['Sales', 'Service'];

export const campaigns = ['Festive offer', 'Home loans', 'Renewals', 'Win-back'];

export const agentNames = [
  'Asha Rao',
  'Ravi Menon',
  'Tara Singh',
  'Imran Qureshi',
  'Leela Das',
  'Kabir Shah',
  'Nisha Pillai',
  'Arjun Bose',
  'Farah Khan',
  'Dev Kulkarni',
  'Zoya Ali',
  'Manish Gupta',
];

const givenNames = [
  'Aarav',
  'Diya',
  'Kiran',
  'Rohan',
  'Sana',
  'Vikram',
  'Anita',
  'Joseph',
  'Meera',
  'Omar',
  'Pooja',
  'Sunil',
  'Lata',
  'Nikhil',
  'Ritu',
];
const familyNames = ['Iyer', 'Patel', 'Fernandes', 'Kaur', 'Joshi', 'Banerjee', 'Nair', 'Hussain', 'Mehta', 'Reddy'];

/** How likely a lead picks up: what the demo's reports then find out. */
export const pickUpOf = { hot: 0.55, warm: 0.38, cold: 0.2 } as const;
export type Temperature = keyof typeof pickUpOf;
const temperatures = Object.keys(pickUpOf) as Temperature[];

export type DemoLead = { name: string; phone: string; temperature: Temperature; tags: string[]; campaign: number; agent: number };

/** The n-th lead; numbers lie in a range that looks Indian and is made up. */
export function demoLead(n: number): DemoLead {
  const temperature = temperatures[n % temperatures.length] ?? 'warm';
  return {
    name: `${givenNames[n % givenNames.length]} ${familyNames[Math.floor(n / givenNames.length) % familyNames.length]}`,
    phone: `+9190000${String(10_000 + n * 7).padStart(5, '0')}`,
    temperature,
    tags: n % 5 === 0 ? [temperature, 'referral'] : [temperature],
    campaign: n % campaigns.length,
    agent: n % agentNames.length,
  };
}

export const leadCount = 240;
