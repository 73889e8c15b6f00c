import { inject } from 'vitest';
import { readAssembly } from '../../../local/template/assembly.ts';
import { wiringOf } from '../../../local/template/wiring.ts';
import type { Wiring } from '../../../local/wiring.ts';
import { signStandard } from '../../functions/ingest/diallers/sign.ts';
import { createSimulation, type Simulation, type SimulationOptions } from './simulation.ts';

const token = 'a-token-for-tests';

/** The wiring of the synthesised template. */
export function synthesisedWiring(): Wiring {
  return wiringOf(readAssembly(inject('assembly')), {
    region: 'ap-south-1',
    account: '000000000000',
    publicUrl: 'https://redial.simulated',
  });
}

export type Flow = {
  simulation: Simulation;
  api: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
  leadIds: string[];
  /** Says something of a call until it is acknowledged, as diallers do. */
  says: (call: number, data: Record<string, unknown>) => Promise<void>;
};

/** A simulation with two agents, leads of the first of them, auto-assignment and a dialler. */
export async function aFlow(options: Partial<SimulationOptions> = {}): Promise<Flow> {
  const simulation = await createSimulation({ wiring: synthesisedWiring(), seed: 1, faults: {}, ...options });
  await simulation.invoke('bootstrap', { name: 'Test', timezone: 'Asia/Kolkata', region: 'IN', token });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const api: Flow['api'] = async (method, path, body) => {
    const answer = await simulation.http({ method, path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    return JSON.parse(String(answer.body)) as Record<string, unknown>; // the tests look into it
  };
  const asha = await api('POST', '/api/agents', { name: 'Asha', email: 'asha@example.com' });
  await api('POST', '/api/agents', { name: 'Ravi', email: 'ravi@example.com' });
  await api('PUT', '/api/settings/auto-assignment', { enabled: true });
  const leadIds: string[] = [];
  for (const call of [0, 1, 2]) {
    const { id } = await api('POST', '/api/leads', { phone: phoneOf(call), name: `Lead ${call}`, owner: asha.id });
    leadIds.push(String(id));
  }
  const connection = await api('POST', '/api/connections', { dialler: 'standard', name: 'Dialler' });
  return { simulation, api, leadIds, says: saysOn(simulation, connection) };
}

/** Three calls in three webhooks each, within some minutes, under the faults of the simulation. */
export async function callsUnderTrouble({ simulation, says }: Flow): Promise<void> {
  simulation.beginTrouble();
  const sent = [0, 1, 2].flatMap((call) =>
    ['ringing', 'in-progress', call === 2 ? 'completed' : 'busy'].map(async (status) => {
      await simulation.sleep(Math.floor(simulation.random('moment') * 300_000));
      await says(call, { status, ...(status === 'completed' && { talkSeconds: 42 }) });
    }),
  );
  await Promise.all(sent);
  await simulation.runUntilQuiet();
}

function saysOn(simulation: Simulation, { webhookUrl, secrets }: Record<string, unknown>): Flow['says'] {
  const path = new URL(String(webhookUrl)).pathname;
  const [secret = ''] = secrets as string[]; // as the API answers
  return async (call, data) => {
    const said = { callId: `call-${call}`, direction: 'outbound', leadPhone: phoneOf(call), agent: { email: 'asha@example.com' }, ...data };
    for (let pauseMs = 1_000; ; pauseMs *= 2) {
      const body = JSON.stringify({ type: 'call.updated', timestamp: new Date(simulation.now()).toISOString(), data: said });
      const signed = signStandard(secret, `msg_${call}_${String(data.status)}`, Math.floor(simulation.now() / 1_000), body);
      const answer = await simulation.webhook({ method: 'POST', path, headers: { ...signed, 'content-type': 'application/json' }, body });
      if (answer !== 'lost' && answer.status < 300) return;
      await simulation.sleep(pauseMs);
    }
  };
}

function phoneOf(call: number): string {
  return `+9198123456${70 + call}`;
}
