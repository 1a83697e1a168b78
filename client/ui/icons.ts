/**
 * The icons, drawn for us on a grid of 24 with one round pen. A path each; names say what is seen, not what it does.
 * Every phone carries them all, so there are only those in use.
 */
export const icons = {
  check: 'M4.5 12.5 10 18 19.5 6.5',
  cross: 'M6 6l12 12M18 6 6 18',
  dash: 'M5 12h14',
  pause: 'M8.5 5v14M15.5 5v14',
  play: 'M7.5 4.5v15l11.5-7.5z',
  skip: 'M5 5v14l9.5-7zM18.5 5v14',
  up: 'M12 19V6M6 11.5 12 5.5l6 6',
  down: 'M12 5v13M6 12.5l6 6 6-6',
  more: 'M4.8 12a.7.7 0 1 0 1.4 0a.7.7 0 1 0-1.4 0M11.3 12a.7.7 0 1 0 1.4 0a.7.7 0 1 0-1.4 0M17.8 12a.7.7 0 1 0 1.4 0a.7.7 0 1 0-1.4 0',
  lock: 'M6 10.5h12v9.5H6zM8.5 10.5V7.8a3.5 3.5 0 0 1 7 0v2.7',
  unlock: 'M6 10.5h12v9.5H6zM8.5 10.5V7.8a3.5 3.5 0 0 1 6.7-1.4',
  sound: 'M4 9.5v5h3.5l5 4v-13l-5 4zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
  mute: 'M4 9.5v5h3.5l5 4v-13l-5 4zM16.5 9.5l5 5M21.5 9.5l-5 5',
  expand: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  shrink: 'M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5',
  reload: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4L19.5 9M19.5 4v5h-5',
  dice: 'M5 5h14v14H5zM9 9h.01M15 15h.01M15 9h.01M9 15h.01M12 12h.01',
  globe: 'M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 1 1 0-17zM3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17',
  bin: 'M4.5 6.5h15M9.5 6.5V4h5v2.5M6.5 6.5l1 13.5h9l1-13.5M10.2 10.5v6M13.8 10.5v6',
  heart: 'M12 20C4.5 14.5 3 11.5 3 8.8A4.6 4.6 0 0 1 12 7a4.6 4.6 0 0 1 9 1.8c0 2.7-1.5 5.7-9 11.2z',
  eye: 'M2.5 12c2.5-4.5 5.7-6.5 9.5-6.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 2.5 12zM12 9.2a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 1 1 0-5.6z',
  warning: 'M12 4 21.5 20h-19zM12 10v4.5M12 17.2h.01',
  offline: 'M3 3l18 18M5 12.5a10 10 0 0 1 3.5-2.3M12 9.5c2.6 0 5 1 7 3M8.5 16a5 5 0 0 1 7 0M12 19.5h.01',
  keyboard: 'M3 6.5h18v11H3zM7 10.2h.01M10.3 10.2h.01M13.7 10.2h.01M17 10.2h.01M8 14h8',
  phone: 'M7.5 3h9v18h-9zM11.5 18h1',
  screen: 'M3.5 5h17v11h-17zM8.5 20h7M12 16v4',
  clock: 'M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 1 1 0-17zM12 7.5V12l3 2',
  extend: 'M19.8 9A8.5 8.5 0 1 0 20.5 12M12 7.5V12l3 2M19 1.8v5M16.5 4.3h5',
} as const;

export type IconName = keyof typeof icons;
