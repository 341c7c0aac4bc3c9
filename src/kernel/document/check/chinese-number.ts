const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const places: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** The value of a Chinese numeral such as 一百八十三 or 一万零八十六; null when it is not one. */
export function parseChineseNumber(text: string): number | null {
  const [high, low, ...more] = text.split('万')
  if (more.length > 0 || text === '') return null
  if (low === undefined) return section(high ?? '')
  const [upper, lower] = [section(high ?? ''), low === '' ? 0 : section(low)]
  return upper === null || lower === null ? null : upper * 10_000 + lower
}

/** A numeral below ten thousand. */
function section(text: string): number | null {
  let [total, digit] = [0, 0]
  for (const character of text) {
    const place = places[character]
    if (place !== undefined) {
      total += (digit === 0 ? 1 : digit) * place
      digit = 0
    } else if (character in digits) digit = digits[character] ?? 0
    else return null
  }
  return text === '' ? null : total + digit
}
