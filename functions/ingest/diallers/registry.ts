import { aircall } from './aircall.ts';
import { amazonConnect } from './amazon-connect.ts';
import type { Dialler } from './dialler.ts';
import { dialpad } from './dialpad.ts';
import { exotel } from './exotel.ts';
import { fields } from './fields.ts';
import { justcall } from './justcall.ts';
import { myoperator } from './myoperator.ts';
import { ozonetel } from './ozonetel.ts';
import { plivo } from './plivo.ts';
import { ringcentral } from './ringcentral.ts';
import { standard } from './standard.ts';
import { telnyx } from './telnyx.ts';
import { twilio } from './twilio.ts';
import { vonage } from './vonage.ts';

const known = {
  standard,
  twilio,
  plivo,
  telnyx,
  vonage,
  exotel,
  ozonetel,
  myoperator,
  aircall,
  dialpad,
  justcall,
  ringcentral,
  'amazon-connect': amazonConnect,
  fields,
} satisfies Record<string, Dialler>;

/** Every dialler that we understand, by its kind; without a prototype, so that a kind that a stranger names finds nothing else. */
export const diallers: Readonly<Record<string, Dialler>> = Object.assign(Object.create(null), known);
