/** Every line that a function can log: how bad it is, and what it means to whoever reads it. */
export const logCodes = {
  'webhook-recorded': { level: 'debug', means: 'A webhook was stored' },
  'webhook-refused': { level: 'warn', means: 'A webhook was refused: its signature does not verify' },
  'webhook-quarantined': { level: 'warn', means: 'A webhook verified and could not be read; it is kept in quarantine' },
  'webhook-not-stored': { level: 'error', means: 'A webhook could not be stored; the dialler was asked to send it again' },
  'contact-event-unconnected': { level: 'debug', means: 'An instance of Amazon Connect told of a call, and no connection has it' },
  'events-not-published': { level: 'error', means: 'Some events did not reach the bus; the stream tries again from the first of them' },
  'message-failed': { level: 'error', means: 'A message could not be handled; its queue tries again' },
  'lead-decided': { level: 'info', means: 'It was decided who is to call a lead next' },
  'leads-assigned': { level: 'info', means: 'Leads of a workspace were taken up at their time, or handed out by a run' },
  'lead-contacted': { level: 'debug', means: 'A connected call was noted on its lead' },
  'day-rolled-up': { level: 'info', means: 'The report rows of a day were recomputed' },
  'day-not-rolled-up': { level: 'error', means: 'The report rows of a day could not be recomputed; its mark stays for the next run' },
  'follow-ups-due': { level: 'info', means: 'The time of follow-ups has come, and their agents are told' },
  'export-scheduled': { level: 'info', means: 'An export was asked for because the time of its schedule had come' },
  'export-turn-taken': { level: 'info', means: 'A turn of writing a file was taken' },
  'export-turn-failed': { level: 'error', means: 'A turn of writing a file failed; it is tried again a few times' },
  'lost-calls-ended': { level: 'warn', means: 'Calls were ended that no dialler ended' },
  'request-failed': { level: 'error', means: 'A request to the API failed for a reason that is ours' },
  'request-refused': { level: 'info', means: 'A request to the API was answered with a problem' },
  'workspace-made': { level: 'info', means: 'The first workspace was made' },
} as const satisfies Record<string, { level: 'debug' | 'info' | 'warn' | 'error'; means: string }>;

export type LogCode = keyof typeof logCodes;
