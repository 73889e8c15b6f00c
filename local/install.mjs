// Installs what is missing before `npm start` and `npm test`. Runs on whatever Node the machine has, so: plain JavaScript, no dependencies.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const root = new URL('..', import.meta.url);

/** Milliseconds since the epoch of the file's last change; 0 where there is no such file. */
function changedAt(path) {
  return statSync(new URL(path, root), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (changedAt('package-lock.json') > changedAt('node_modules/.package-lock.json')) {
  console.log('Installing what package-lock.json names (once, about a minute) …');
  const install = spawnSync('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
  if (install.status !== 0) {
    console.error(
      'Cannot install the dependencies: `npm ci` failed (see above). Check the connection to your npm registry, then run this again.',
    );
    process.exit(1);
  }
}
