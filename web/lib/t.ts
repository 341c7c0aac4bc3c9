export const tongues = { 'zh-Hans': '简体', 'zh-Hant': '繁體', en: 'English' } as const
export type Tongue = keyof typeof tongues

const STORED_AS = 'yanpei.tongue'
let dictionary: Record<string, string> = {}
let respell = (text: string): string => text

/**
 * The word as the reader wants it; the Simplified text is the key and stands where nothing else is known.
 * `{name}` is filled from `values`. Sentences of the server go through it as they come.
 */
export function t(text: string, values?: Record<string, string | number>): string {
  const found = dictionary[text] ?? respell(text)
  if (values === undefined) return found
  return found.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** The language chosen in this browser; Simplified unless another was chosen. */
export function tongue(): Tongue {
  const stored = localStorage.getItem(STORED_AS)
  return stored !== null && stored in tongues ? (stored as Tongue) : 'zh-Hans'
}

/** Chooses a language and starts the page anew in it. */
export function speak(next: Tongue): void {
  localStorage.setItem(STORED_AS, next)
  location.reload()
}

/** Loads the dictionary of the chosen language; before anything is drawn. */
export async function loadWords(): Promise<void> {
  const chosen = tongue()
  document.documentElement.lang = chosen === 'zh-Hans' ? 'zh-CN' : chosen
  if (chosen === 'zh-Hant') await loadTraditional()
  if (chosen === 'en') dictionary = (await import('./words.en.ts')).default
}

async function loadTraditional(): Promise<void> {
  const [{ default: words }, { default: pieces }, { byPieces, sorted, unpacked }] = await Promise.all([
    import('virtual:traditional-words'),
    import('virtual:traditional-pieces'),
    import('./by-pieces.ts'),
  ])
  const known = sorted(unpacked(pieces))
  dictionary = unpacked(words)
  respell = (text) => byPieces(text, known)
}
