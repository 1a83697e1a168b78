/** Whether key points are a reference answer in pieces, or say it in words of their own. Compares letters and digits alone. */

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** What may be lost between two points that were cut apart: a word that joins them ("because", "therefore"). */
const lostMax = 14;

/** The points stand in the answer in their order, and with them nearly all of it. */
export function arePartsOf(points: readonly string[], answer: string): boolean {
  const whole = lettersOf(answer);
  let end = 0;
  for (const point of points) {
    const part = lettersOf(point);
    const at = whole.indexOf(part, end);
    if (at < 0 || at - end > lostMax) return false;
    end = at + part.length;
  }
  return points.length > 0 && whole.length - end <= lostMax;
}
