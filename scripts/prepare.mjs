import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';

/** Installs and builds what is out of date; of several callers at once, one does it and the others wait. */
export async function prepare() {
  if (isInstalled() && isBuilt()) return;
  await withLock('dist/.lock', async () => {
    if (!isInstalled()) await install();
    if (!isBuilt()) await build();
  });
}

/** Only installs, where that is needed. */
export async function prepareInstall() {
  if (isInstalled()) return;
  await withLock('dist/.lock', async () => {
    if (!isInstalled()) await install();
  });
}
