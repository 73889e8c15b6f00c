import type { FrontDoor } from './front-door/front-door.ts';

const denialsShownEveryMs = 500;

/** Tells people of every refused call; returns what ends that, after the last ones. */
export function showDenials({ denials }: Pick<FrontDoor, 'denials'>, log: (line: string) => void): () => void {
  let shown = 0;
  const show = (): void => {
    for (const { functionName, action, resource } of denials.slice(shown))
      log(`Refused: the role of ${functionName} does not allow ${action} on ${resource}.`);
    shown = denials.length;
  };
  const timer = setInterval(show, denialsShownEveryMs).unref();
  return () => {
    clearInterval(timer);
    show();
  };
}
