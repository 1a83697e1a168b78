/** Kontrollbordet på svenska: värdens reglage, tätt och rakt på sak. */
import type { deskWords as english } from '../en/desk.ts';

const ordinal = (n: number): string => {
  const isFirst = (n % 10 === 1 || n % 10 === 2) && n % 100 !== 11 && n % 100 !== 12;
  return `${String(n)}:${isFirst ? 'a' : 'e'}`;
};

export const deskWords: typeof english = {
  pageTitle: (title) => `${title} · Kontrollbord`,
  heading: 'Kontrollbord',
  toStage: 'Öppna scenen',
  stage: 'Scenen',
  nextNames: {
    start: 'Börja quizet',
    close: 'Stäng och visa svaret',
    vote: 'Stäng och gå till omröstningen',
    reveal: 'Visa svaret',
    standings: 'Visa ställningen',
    item: 'Nästa del',
    podium: 'Visa hur det gick',
    end: 'Avsluta rummet',
  },
  nothingNext: 'Rummet är slut',
  pause: 'Pausa',
  resume: 'Fortsätt',
  extend: '+15 s',
  extendSpoken: 'Ge 15 sekunder till',
  skip: 'Hoppa',
  lock: 'Låst',
  lockHint: 'Ingen ny kommer in. Den som är med kan komma tillbaka.',
  mute: 'Tyst',
  muteHint: 'Scenen ger inget ljud.',
  roomControls: 'Rummet',
  end: 'Avsluta rummet',
  endAsk: 'Avsluta rummet för alla?',
  endLead: 'Alla skärmar säger adjö. Det går inte att ångra.',
  endNow: 'Avsluta',
  skipAsk: 'Hoppa över den här delen?',
  skipLead: 'Ingen får poäng för den. Det går inte att ångra.',
  skipNow: 'Hoppa över',

  phases: {
    lobby: 'I lobbyn',
    reading: 'Läser',
    open: 'Svaren är öppna',
    shown: 'På scenen',
    closed: 'Stängd',
    revealed: 'Svaret visas',
    skipped: 'Hoppades över',
    ranked: 'Ställningen',
    podium: 'Slutet',
    ended: 'Slut',
    paused: 'Paus',
  },
  position: (at, total) => `${String(at)} av ${String(total)}`,
  parts: { write: 'Steg 1 av 2: skriva', vote: 'Steg 2 av 2: rösta' },
  upNext: 'Härnäst',
  upNextNothing: 'Det var den sista delen.',
  answered: (n, of) => `${String(n)} av ${String(of)} har svarat`,
  rightShare: (right, of) => `${String(right)} av ${String(of)} rätt`,
  onStage: 'På scenen nu',
  lobbyLead: (title) => `”${title}” väntar i lobbyn.`,

  roster: 'Spelare',
  counts: (players, connected) =>
    connected === players ? `${String(players)} spelare` : `${String(players)} spelare, ${String(connected)} anslutna`,
  find: 'Sök en spelare',
  findNothing: (name) => `Ingen heter ”${name}”.`,
  nobody: 'Ingen är här än. Koden står på scenen.',
  rosterRest: (n) => `${String(n)} till: sök dem på namn.`,
  isConnected: 'ansluten',
  isAway: 'borta',
  hasLeft: 'har lämnat',
  hasAnswered: 'har svarat',
  points: (n) => `${n} poäng`,
  rank: (n) => `${String(n)}.`,
  act: (name) => `Byt namn på eller ta bort ${name}`,
  renameLabel: 'Nytt namn',
  renameLead: 'Alla ser det genast. Poäng och svar finns kvar.',
  renameNow: 'Byt namn',
  remove: 'Ta bort ur rummet',
  removeTitle: (name) => `Ta bort ${name}?`,
  removeLead:
    'Mobilen lämnar rummet, och poängen försvinner. Det går inte att ångra. Lås rummet också om personen ska hållas ute.',
  removeNow: 'Ta bort',
  pair: 'Lägg till en enhet',
  saidExtended: '15 sekunder till',
  saidRemoved: (name) => `${name} togs bort`,
  saidRenamed: (name) => `Heter nu ${name}`,

  judging: {
    heading: 'Svaren',
    answers: (n) => `${String(n)} svar`,
    flagged: (n) => `${String(n)} tycker att de hade rätt`,
    whichItem: 'Svaren på',
    ofItem: (at) => `Del ${String(at)}`,
    ofItemFlagged: (at, flagged) => `Del ${String(at)} · ${String(flagged)} flaggade`,
    reading: 'Läser svaren …',
    none: 'Ingen skrev något.',
    reference: 'Ett fullt svar',
    points: 'Det som räknas',

    order: 'Visa först',
    orders: { doubt: 'Osäkra', best: 'Bästa', flagged: 'Flaggade' },
    leniency: 'Hur strängt',
    strict: 'strängt',
    lenient: 'generöst',
    leniencySaid: (percent) =>
      percent === 0 ? 'i mitten' : percent < 0 ? `${String(-percent)} % strängare` : `${String(percent)} % generösare`,
    rightNow: (right, of) => `${String(right)} av ${String(of)} rätt`,
    leniencyDone: 'Poängen är omräknade.',
    names: 'Namn på scenen',
    namesHint: 'Vem som skrev exemplen där. Du ser alltid namnen.',

    accept: 'Rätt',
    reject: 'Fel',
    other: '%',
    otherSpoken: (what) => `Annan andel för ${what}`,
    acceptSpoken: (what) => `Rätt: ${what}`,
    rejectSpoken: (what) => `Fel: ${what}`,
    creditSpoken: (percent) => `${String(percent)} % av poängen`,
    scale: 'Andel i %',
    group: (n) => (n === 1 ? 'det här svaret' : `de här ${String(n)} svaren`),
    credit: (percent) => `${String(percent)} %`,
    doubts: { some: 'inte säkert', much: 'mycket osäkert' },
    odd: {
      empty: 'säger ingenting',
      unknown: 'säger ”vet inte”',
      copied: 'skriver av frågan',
      list: 'bara nyckelord',
      shuffled: 'ord huller om buller',
      negated: 'säger ”inte” till en punkt',
      opposite: 'säger motsatsen till en punkt',
    },
    judged: 'bedömt av dig',
    judgedSome: (n) => `${String(n)} bedömda av dig`,
    wasRight: 'tycker att det var rätt',
    opinion: (percent) => `en andra bedömning säger ${String(percent)} %`,
    restAnswers: (n) => `och ${String(n)} till av samma slag`,
    showAll: (n) => `Visa alla ${String(n)}`,
    restGroups: (n) => `${String(n)} till, som få har skrivit. De som behöver en blick står i listan.`,

    hint: 'Peka på ett svar och se vad en bedömning ändrar. Ett klick räcker.',
    verdict: (percent) => (percent === 100 ? 'Rätt' : percent === 0 ? 'Fel' : `${String(percent)} % av poängen`),
    would: (changed, points, sum) =>
      changed === 0
        ? 'ändrar ingenting'
        : points === 0
          ? `ändrar lite för ${String(changed)} spelare`
          : `${String(changed)} spelare ${points > 0 ? 'får' : 'förlorar'} ${sum} poäng`,
    did: (changed, points, sum) =>
      changed === 0
        ? 'inget ändrades'
        : points === 0
          ? `ändrade lite för ${String(changed)} spelare`
          : `${String(changed)} spelare ${points > 0 ? 'fick' : 'förlorade'} ${sum} poäng`,
    carried: (n) => `${String(n)} ${n === 1 ? 'nästan likadant' : 'nästan likadana'} följer med`,
    moves: (name, from, to) => `${name} går från ${ordinal(from)} till ${ordinal(to)} plats`,
    moved: (name, from, to) => `${name} gick från ${ordinal(from)} till ${ordinal(to)} plats`,
    undo: 'Ångra',
    undone: 'Taget tillbaka.',
    changedMeanwhile: 'Listan har just ändrats. Titta igen och tryck en gång till.',
    keysTitle: 'Tangenter',
    keys: [
      ['↑ ↓', 'från svar till svar'],
      ['A', 'rätt'],
      ['R', 'fel'],
      ['1 – 9', '10 % till 90 %'],
      ['Enter', 'öppna och stäng'],
      ['Ctrl + Z', 'ångra'],
    ],
  },
};
