import type { Assembly } from '../../../local/template/assembly.ts';
import { wiringOf } from '../../../local/template/wiring.ts';
import type { Wiring } from '../../../local/wiring.ts';

/** The template as the simulator runs it: at an address that nothing is reached by. */
export function simulatedWiring(assembly: Assembly): Wiring {
  return wiringOf(assembly, { region: 'ap-south-1', account: '000000000000', publicUrl: 'https://redial.example' });
}
