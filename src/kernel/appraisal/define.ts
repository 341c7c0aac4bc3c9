/**
 * What other mechanisms and systems may say to the appraisal mechanism and take from it without a database: standards
 * as indicator trees, how judges' scores become one, ranks within places, bands within quotas. Scores are plain
 * decimal strings ("87.5") everywhere; nothing is computed in binary floats.
 */
export { bandsOf } from './bands.ts'
export { combine } from './combine.ts'
export { rank } from './rank.ts'
export { fullPoints, leavesOf, scoreTree, standardFaults } from './tree.ts'
export { weigh } from './weigh.ts'

/** One judge's score. */
export type JudgeScore = { judge: string; score: string }

/** How several scores become one. */
export type CombineRule = {
  /** From so many scores on the highest and the lowest are left out; null keeps all. */
  dropFrom: number | null
  /** 保留小数位数 of the result. */
  decimals: number
}

/** Several scores as one, with what was left out. */
export type Combined = {
  /** Null while there is no score. */
  result: string | null
  count: number
  /** The scores that count, from the lowest. */
  used: readonly JudgeScore[]
  dropped: { highest: JudgeScore; lowest: JudgeScore } | null
  /** Judges who gave the same as the one left out: shown, since it could as well have been theirs. */
  sharing: { highest: readonly string[]; lowest: readonly string[] }
}

/** A kind of record that proves an indicator. */
export type Evidence =
  | 'activity'
  | 'work'
  | 'award'
  | 'document'
  | 'programme'
  | 'title'
  | 'pairing'
  | 'handbook'
  | 'none'

/** One node of an indicator tree; a leaf is what judges score. */
export type Indicator = {
  /** Short and stable within the standard: A1, B2.3. */
  id: string
  title: string
  /** 分值: the most that can be had. Of a node with children: what they are scaled to. */
  points: string
  /** 权重 among its siblings in per cent; all siblings have one or none has. Null: by points. */
  weight: string | null
  /** 一票否决: when it is found not met, `Band.veto` limits the result. A veto carries no points of its own. */
  veto: boolean
  /** What has to stand behind it. */
  evidence: Evidence
  /** 评分要点, in the words that judges read. */
  says: string
  children: readonly Indicator[]
}

/** 评价主体 of a standard. */
export type Source = {
  id: 'students' | 'parents' | 'peers' | 'school' | 'experts' | 'self'
  /** Share of the result in per cent; self-evaluation has 0 and is only held against the others. */
  weight: string
  /** How its result comes about. */
  by: 'judges' | 'questionnaire'
  dropFrom: number | null
}

/** 等次, the best first. */
export type Band = {
  id: string
  title: string
  /** The result it takes, in points of 100. */
  least: string
  /** At most this share of all targets in per cent, rounded down; null is open. */
  share: string | null
  /** Whether a target with a veto may still have it. */
  despiteVeto: boolean
}

/** A standard as it stands in one version. */
export type Standard = {
  code: string
  title: string
  indicators: readonly Indicator[]
  sources: readonly Source[]
  bands: readonly Band[]
  decimals: number
}

/** One candidate for a place; `result` is null while something is missing. */
export type Entry = {
  id: string
  result: string | null
  /** What a floor may ask for: rural. */
  group?: string | null
  /** Why it cannot have a place, in words. */
  barred?: string | null
}

/** How many places there are. */
export type Places = {
  places: number
  /** At least so many of the places for a group, as far as it has candidates. */
  floor?: { group: string; least: number } | null
  /** The result that a place takes at the least. */
  leastResult?: string | null
}

/** A candidate as ranked: equal results share a rank (1, 2, 2, 4). */
export type Ranked = {
  id: string
  rank: number | null
  /** Others with the same result. */
  tied: readonly string[]
  /** `undecided`: equal results stand at the last place, and people have to decide. */
  outcome: 'in' | 'out' | 'undecided'
  because: string | null
}

/** All candidates ranked. */
export type Ranking = {
  rows: readonly Ranked[]
  /** Equal results at the last place: who, and for how many places. */
  undecided: readonly { ids: readonly string[]; seats: number; because: string }[]
  /** Places that nobody could have. */
  free: number
  /** What the floor asks for and the group could not fill. */
  floorMissed: number
}

/** A target for a band. */
export type Banded = { id: string; result: string | null; vetoes: readonly string[] }

/** A target with its band; null while the result is missing or equal results stand at a quota. */
export type BandRow = {
  id: string
  band: string | null
  /** The bands between which people have to decide, where equal results stand at a quota. */
  between: readonly [string, string] | null
  because: string
}
