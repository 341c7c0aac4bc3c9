import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A font file; of a collection the face. */
export type FontFile = { path: string; face?: string }

/** The faces of the program's own font: text and heads. */
export const FACES: Readonly<Record<Face, FontFile>> = {
  text: { path: require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf') },
  head: { path: require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf') },
}
export type Face = 'text' | 'head'

/** What servers have for rare characters such as 𠮷, which the program's own font lacks; best first. */
const OTHERS: readonly FontFile[] = [
  { path: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', face: 'NotoSansCJKsc-Regular' },
  { path: '/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc', face: 'NotoSerifCJKsc-Regular' },
  { path: '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc', face: 'NotoSansCJKsc-Regular' },
  { path: '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc', face: 'NotoSansCJKsc-Regular' },
  { path: 'C:/Windows/Fonts/simsunb.ttf' },
  { path: '/System/Library/Fonts/Supplemental/Songti.ttc', face: 'STSongti-SC-Regular' },
]

/** A font of the package list in the same hand, with 𠮷 and many more that the program's own font lacks. */
const KINDRED: Readonly<Record<Face, string>> = {
  text: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  head: '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
}

/** The fonts to look in for characters that the program's own font lacks, as far as they are there. */
export function otherFonts(face: Face): FontFile[] {
  const all = face === 'text' ? OTHERS : [...OTHERS.map(bold), ...OTHERS]
  const found = all.filter(({ path }) => existsSync(path))
  return [...found, { path: require.resolve(KINDRED[face]) }]
}

function bold({ path, face }: FontFile): FontFile {
  const heavier = (text: string): string => text.replace('-Regular', '-Bold')
  return { path: heavier(path), ...(face === undefined ? {} : { face: heavier(face) }) }
}
