/** The settings of accounts: rows of the table in settings.ts. */
import { onOff, type SettingRow } from './settingValues.ts';

export interface AccountSettings {
  /** Whoever hosts or makes packs signs in. */
  accounts: boolean;
}

export const accountSettings: readonly SettingRow<keyof AccountSettings, AccountSettings[keyof AccountSettings]>[] = [
  {
    key: 'accounts',
    env: ['QUIZLOOP_ACCOUNTS'],
    flag: 'accounts',
    value: 'on|off',
    default: 'off',
    expected: '"on" or "off"',
    help: 'Whoever hosts or makes packs signs in, each with packs, rooms and reports of their own.',
    schema: onOff,
  },
];
