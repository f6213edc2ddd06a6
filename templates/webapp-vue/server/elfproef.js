/** Whether these are nine digits that pass the eleven-test. */
export function elfproef(text) {
  if (!/^[0-9]{9}$/.test(text) || text === '000000000') return false;
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  return weights.reduce((sum, weight, place) => sum + Number(text[place]) * weight, 0) % 11 === 0;
}
