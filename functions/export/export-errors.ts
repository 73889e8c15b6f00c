/** The file cannot be made; the message says why, for the person who asked for it. */
export class ExportImpossible extends Error {
  override name = 'ExportImpossible';
}

/** Somebody else has the turn: what was written since the last checkpoint is theirs to write. */
export class TurnLost extends Error {
  override name = 'TurnLost';
}

/** Another function has the turn and time left; if it does not come to an end, the message comes again. */
export class TurnTaken extends Error {
  override name = 'TurnTaken';
}
