/**
 * Finds a Chromium, Chrome or Edge that is installed. Nothing is downloaded: a browser comes from the system. Plain
 * script, because the test runner asks before anything is compiled.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
const windowsFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];

function candidates() {
  const { env } = process;
  if (process.platform === 'darwin') {
    return [env.HOME ?? '', ''].flatMap((home) =>
      macApps.map((app) => `${home}/Applications/${app}.app/Contents/MacOS/${app}`),
    );
  }
  if (process.platform === 'win32') {
    return windowsFolders.flatMap((folder) => windowsPrograms.map((program) => join(env[folder] ?? '', program)));
  }
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), '/opt/google/chrome/chrome'];
}

function isProgram(/** @type {string} */ path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | null} CHROME_PATH counts first, for a browser at an unusual place */
export function findBrowser() {
  const chosen = process.env.CHROME_PATH;
  return [...(chosen ? [chosen] : []), ...candidates()].find(isProgram) ?? null;
}
