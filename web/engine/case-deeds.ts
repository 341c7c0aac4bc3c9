import type { CaseAction } from '#contract/case.ts'
import type { StageManifest } from '#contract/case-manifest.ts'
import type { Role } from '#contract/route.ts'
import { t } from '../lib/t.ts'

/** What can be done with a case; a committee's vote has a dialog of its own. */
export type Deed = Exclude<CaseAction['do'], 'vote'>
/** What is filled in with it. */
export type Said = { because: string; score: string; number: string; item: string; document: string }

export const NOTHING_SAID: Said = { because: '', score: '', number: '', item: '', document: '' }

/** What a letter offers for the number that is given out: its own, or why there is none. */
export type Offered = { number: string | null; mayBeEmpty: boolean; words: readonly string[] }

const DEEDS: Record<Deed, string> = {
  submit: '提交',
  pass: '通过',
  return: '退回补正',
  refuse: '不予通过',
  publish: '发布公示',
  uphold: '异议成立',
  dismiss: '异议不成立',
  withdraw: '撤回',
  annul: '撤销',
}
/** What passing is called at a stage of a kind. */
const PASSES: Partial<Record<StageManifest['kind'], string>> = {
  exam: '合格',
  review: '汇总评分',
  notice: '公示期满办结',
  decide: '同意',
  issue: '发放',
}

/** What a button says; a draft that nobody has seen is given up, not taken back. */
export function deedWord(deed: Deed, stage: StageManifest | undefined, draft = false): string {
  if (draft && deed === 'withdraw') return t('放弃草稿')
  if (deed !== 'pass') return t(DEEDS[deed])
  if (stage?.kind === 'exam' && stage.marked) return t('录入得分')
  return t((stage === undefined ? undefined : PASSES[stage.kind]) ?? DEEDS.pass)
}

/** Which fields a deed has at a stage. */
export type Asks = {
  because: 'must' | 'may' | null
  score: boolean
  /** What a decision may grant less of than was asked for, in words. */
  amount: string | null
  number: string | null
  item: boolean
  document: 'must' | 'may' | null
}

/**
 * What has to be said with a deed: reasons always where somebody is turned down, the document where an officer enters
 * what the bureau or a body above has decided.
 */
export function asksOf(deed: Deed, stage: StageManifest | undefined, role: Role, draft = false): Asks {
  const above = stage?.offices.some((office) => office === 'upper' || office === 'bureau') === true
  const document = above ? (role === 'officer' ? 'must' : 'may') : null
  const none: Asks = { because: null, score: false, amount: null, number: null, item: false, document: null }
  switch (deed) {
    case 'submit':
      return none
    case 'pass':
      return {
        ...none,
        because: 'may',
        score: stage?.kind === 'exam' && stage.marked,
        amount: stage?.amount ?? null,
        number: stage?.number ?? null,
        document,
      }
    case 'publish':
      return { ...none, document: 'may' }
    case 'annul':
      return { ...none, because: 'must', document: 'must' }
    case 'refuse':
      return { ...none, because: 'must', item: stage?.kind === 'check', document }
    case 'return':
      return { ...none, because: 'must', document }
    case 'withdraw':
      return draft ? none : { ...none, because: 'must' }
    default:
      return { ...none, because: 'must' }
  }
}

/** Why it cannot be sent yet; undefined when it can. */
export function stillMissing(asks: Asks, said: Said, offered?: Offered): string | undefined {
  if (asks.because === 'must' && said.because.trim().length < 2) return t('请写明理由')
  if (asks.score && !isMark(said.score)) return t('请填写得分，应为不小于 0 的数')
  if (asks.amount !== null && said.score.trim() !== '' && !isMark(said.score))
    return t('{what}应为不小于 0 的数', { what: t(asks.amount) })
  if (asks.number !== null && said.number.trim() === '' && offered?.mayBeEmpty !== true)
    return t('请填写{what}', { what: t(asks.number) })
  return asks.document === 'must' && said.document.trim().length < 2 ? t('请写明文号') : undefined
}

function isMark(text: string): boolean {
  return text.trim() !== '' && Number(text) >= 0
}

/** The deed as the server takes it; deeds on an objection name it. */
export function toAction(deed: Deed, said: Said, objection: number): CaseAction {
  const because = said.because.trim()
  const document = orNull(said.document)
  switch (deed) {
    case 'submit':
      return { do: deed }
    case 'pass':
      return {
        do: deed,
        because: orNull(because),
        score: said.score.trim() === '' ? null : Number(said.score),
        number: orNull(said.number),
        document,
      }
    case 'refuse':
      return { do: deed, because, item: orNull(said.item), document }
    case 'return':
      return { do: deed, because, document }
    case 'publish':
      return { do: deed, document }
    case 'uphold':
    case 'dismiss':
      return { do: deed, objection, because }
    case 'withdraw':
      return { do: deed, because: because === '' ? GIVEN_UP : because }
    case 'annul':
      return { do: deed, because, document: said.document.trim() }
  }
}

/** What is written down where a draft is given up, for which nobody is asked a reason. */
const GIVEN_UP = '申请人放弃草稿，没有提交'

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
