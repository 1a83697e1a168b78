/** Passphrases of twelve characters or more that are tried first by whoever guesses: small letters, without spaces. */
export const commonPassphrases: ReadonlySet<string> = new Set(
  `
  123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 012345678910 123456789123 123456654321
  987654321012 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv q1w2e3r4t5y6 qwertyuiop12 qwertyuiop123
  qwertyuiop1234 qwertyuiopasdf qwertyuiopasdfghjkl asdfghjklqwe qwerty123456 qwerty12345678 qwertyqwerty asdfasdfasdf
  abcdefghijkl abcdefghijklm abcd1234abcd abc123abc123 abcdef123456 passwordpassword password1234 password12345
  password123456 passw0rd1234 passphrase12 passphrase123 mypassword12 mypassword123 letmeinletmein letmein12345
  welcome12345 welcome123456 changeme1234 changeme12345 changemenow1 administrator administrator1 adminadmin12
  adminadminadmin admin1234567 rootrootroot iloveyou1234 iloveyou12345 iloveyouforever ilovemyfamily correcthorsebatterystaple
  correcthorse trustno1trustno1 sunshine1234 football1234 baseball1234 superman1234 princess1234 monkey123456
  dragon123456 liverpool123 manchesterunited teachersteacher teacher12345 teacher123456 student12345 schoolschool
  quizloopquizloop quizloop1234 quizloop12345 quizquizquiz quizmaster12 quizmaster123 lösenordlösenord losenord1234
  losenordlosenord lösenord1234 hemligthemligt hemligt12345 sommaren2024 sommaren2025 sommaren2026 summer202612 winter202612
  `
    .trim()
    .split(/\s+/),
);
