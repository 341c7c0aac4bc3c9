/**
 * Whether a teacher's qualification covers the stage that is taught: pure.
 * 教师资格条例第四条 names the kinds; 第五条: who holds one may teach at its own level and all below it; 高级中学 and
 * 中等职业学校 stand for each other; 中等职业学校实习指导 is for practical instruction in vocational schools only.
 */

/** Levels from the lowest; vocational schools stand beside 高中. */
const LEVELS = ['幼儿园', '小学', '初中', '高中'] as const
type Level = (typeof LEVELS)[number]
type Kind = Level | '实习指导'

/** Longer words first: 高级中学 is no 中学, 实习指导 stands within 中职实习指导. */
const WORDS: readonly [RegExp, Kind][] = [
  [/实习指导/, '实习指导'],
  [/幼儿|学前/, '幼儿园'],
  [/小学/, '小学'],
  [/初中|初级中学/, '初中'],
  [/高中|高级中学|中职|职高|中专|技工|中等职业|职业高中/, '高中'],
]

/** What a person's file says. */
export type Taught = { stage: string | null; certificate: string | null }

/**
 * Why the qualification does not cover the stage, in words; null where it does, and where the stage is none that the
 * regulation knows.
 */
export function whyNotCertified({ stage, certificate }: Taught): string | null {
  const taught = levelsIn(stage ?? '')
  if (taught.length === 0) return null
  const held = kindsIn(certificate ?? '')
  if (held.length === 0)
    return certificate === null || certificate.trim() === ''
      ? '档案中没有教师资格证'
      : `“${certificate}”不是教师资格种类`
  const missing = taught.filter((level) => !held.some((kind) => covers(kind, level, stage ?? '')))
  return missing.length === 0 ? null : `${certificate}教师资格不能任教${missing.join('、')}`
}

function covers(kind: Kind, level: Level, stage: string): boolean {
  if (kind === '实习指导') return level === '高中' && /职|中专|技工/.test(stage)
  return LEVELS.indexOf(kind) >= LEVELS.indexOf(level)
}

function kindsIn(text: string): Kind[] {
  return WORDS.filter(([word, kind]) =>
    word.test(kind === '实习指导' ? text : text.replaceAll(/\S*实习指导/g, '')),
  ).map(([, kind]) => kind)
}

function levelsIn(text: string): Level[] {
  return kindsIn(text).filter((kind) => kind !== '实习指导')
}
