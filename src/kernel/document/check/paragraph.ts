import type { FigureRef } from '#contract/figures.ts'
import { type Claim, claimNumber } from '../claim.ts'
import { plain, tenThousands } from '../number.ts'
import type { View } from '../view.ts'
import type { Finding } from './finding.ts'
import { keyWords } from './lexicon.ts'
import { agrees, findNumbers, unitAt } from './numbers.ts'
import { checkParts } from './parts.ts'
import { type KnownSentence, type Pool } from './pool.ts'
import type { EditedText, Mark } from './read.ts'
import { leftOf, type Place, recognise } from './recognise.ts'
import { type EditedSentence, findMatch, isKnown, type Match } from './sentence.ts'
import { judgeShare } from './shares.ts'
import { contradiction } from './words.ts'

/** What the numbers of a document came to. */
export interface Tally {
  findings: Finding[]
  agreed: number
  unjudged: { excerpt: string; typed: string }[]
}

/** What a paragraph is compared with. */
export interface Context {
  v: View
  pool: Pool
  names: readonly string[]
  head: string
}

/** Compares every number of a paragraph, and the parts of every sentence with their totals. */
export function checkParagraph(context: Context, block: EditedText, tally: Tally): void {
  const flow: Flow = { carried: null, unsure: !context.pool.heads.has(context.head) }
  for (const full of cut(block.text, /[。！？\n]/)) {
    const changed = cut(full.text, /；/).filter((part) => {
      const numbers = findNumbers(part.text, context.names)
      const start = full.start + part.start
      const marks = marksIn(block.marks, start, part.text.length)
      return !passKnown(context, { text: part.text, head: context.head, numbers }, { tally, flow, marks })
    })
    if (changed.length > 0)
      tally.findings.push(...checkParts(context.v, full.text, findNumbers(full.text, context.names)))
  }
}

/** Takes a sentence as it is when the records say it so, and otherwise judges its numbers; tells which. */
function passKnown(
  context: Context,
  sentence: EditedSentence,
  at: { tally: Tally; flow: Flow; marks: Mark[] },
): boolean {
  const known = isKnown(context.pool, sentence)
  if (known) {
    at.tally.agreed += sentence.numbers.length
    Object.assign(at.flow, { carried: lastValue(known), unsure: false })
    return true
  }
  new SentenceCheck(context, sentence, at.tally, at.marks).run(at.flow)
  return false
}

/** What a paragraph speaks of as it goes on. */
interface Flow {
  /** What the last number was about; null when it was not understood. */
  carried: FigureRef | null
  /** Whether something not understood is being spoken of. */
  unsure: boolean
}

/** Judges the numbers of one changed sentence, one after another. */
class SentenceCheck {
  private readonly context: Context
  private readonly sentence: EditedSentence
  private readonly tally: Tally
  private readonly marks: Mark[]
  private readonly match: Match | null
  /** Whether a number of this sentence was not understood. */
  private open = false

  constructor(context: Context, sentence: EditedSentence, tally: Tally, marks: Mark[]) {
    this.context = context
    this.sentence = sentence
    this.tally = tally
    this.marks = marks
    this.match = sentence.numbers.length > 0 ? findMatch(context.pool, sentence) : null
  }

  /** Judges the numbers in order, and leaves in `flow` what they were about. */
  run(flow: Flow): void {
    let after = 0
    for (const [index, token] of this.sentence.numbers.entries()) {
      const place: Place = { sentence: this.sentence.text, head: this.sentence.head, token, after, ...flow }
      const open = this.tally.unjudged.length
      const about = this.judge(place, index)
      if (this.tally.unjudged.length > open) this.loseThread(flow)
      else if (about) Object.assign(flow, { carried: about, unsure: false })
      after = token.end + unitAt(this.sentence.text, token.end).length
    }
  }

  private loseThread(flow: Flow): void {
    this.open = true
    Object.assign(flow, { carried: null, unsure: true })
  }

  private judge(place: Place, index: number): FigureRef | null {
    const sure = this.sureClaim(place, index)
    if (sure) return this.byClaim(place, sure)
    if (place.token.percent) return this.byShare(place, index)
    const understood = recognise(this.context.v, place)
    if (understood) return this.byRecords(place, understood)
    if (isChange(place)) return this.byChange(place, index)
    return this.byTrace(place, index)
  }

  /** The claim in the number's place, when the sentence is nearly the same and nothing unknown came before in it. */
  private sureClaim(place: Place, index: number): Claim | null {
    const likeness = this.match?.likeness ?? 0
    if (likeness < (place.token.percent ? 0.9 : 0.7) || (place.unsure && (this.open || likeness < 0.8)))
      return null
    return sameSubject(this.context, this.sentence.text, this.match?.known.text ?? '')
      ? this.claimAt(index, true)
      : null
  }

  /** The claim that stood in a number's place, when the words around it are still the same, or at all. */
  private claimAt(index: number, sure: boolean): Claim | null {
    const matched = this.match?.claims[index]
    if (!matched || (sure && !matched.sure)) return null
    return this.match?.known.claims[matched.index]?.claim ?? null
  }

  private byClaim(place: Place, claim: Claim): FigureRef | null {
    const unit = unitAt(place.sentence, place.token.end)
    if (agrees(place.token, claimNumber(claim))) this.tally.agreed += 1
    else this.report(place, `${claim.text}${place.token.percent ? '' : unit}`, claim.refs)
    return claim.how === 'value' || claim.how === 'wan' ? (claim.refs[0] ?? null) : null
  }

  private byRecords(place: Place, { ref, unit, also }: NonNullable<ReturnType<typeof recognise>>): FigureRef {
    const { v } = this.context
    const shown = (one: FigureRef) => (unit === '万元' ? v.at(one) / 10_000 : v.at(one))
    if ([ref, ...also].some((one) => agrees(place.token, shown(one)))) this.tally.agreed += 1
    else {
      const meant = also[0] ?? ref
      this.report(place, `${unit === '万元' ? tenThousands(v.at(meant)) : plain(v.at(meant))}${unit}`, [
        meant,
      ])
    }
    return ref
  }

  /** 比上年增加51人: the difference of what the sentence is about. */
  private byChange(place: Place, index: number): null {
    const { v } = this.context
    const ref = place.carried
    const unit = unitAt(place.sentence, place.token.end)
    const past = ref ? { ...ref, year: ref.year - 1 } : null
    if (!ref || !past || ref.year !== v.year || !v.records.known(past) || unit === '个百分点') {
      this.byTrace(place, index)
      return null
    }
    const scale = unit === '万元' ? 10_000 : 1
    const difference = (v.at(ref) - v.at(past)) / scale
    const up = /增|提高|上升|多/.test(leftOf(place))
    if (agrees(place.token, up ? difference : -difference)) this.tally.agreed += 1
    else
      this.report(
        place,
        difference === 0
          ? '与上年持平'
          : `${difference > 0 ? '增加' : '减少'}${plain(Math.abs(difference))}${unit}`,
        [ref, past],
      )
    return null
  }

  private byShare(place: Place, index: number): null {
    const verdict = judgeShare(this.context.v, place, this.sentence.numbers)
    if (verdict === 'agrees') this.tally.agreed += 1
    else if (verdict === 'unjudged') this.byTrace(place, index)
    else this.tally.findings.push(verdict)
    return null
  }

  /** By what is left of the draft: the bookmark around the number, as long as its key is still spoken of. */
  private byTrace(place: Place, index: number): null {
    const mark = this.marks.find(({ start, end }) => start < place.token.end && place.token.start < end)
    const marked = mark ? this.context.pool.claims.get(mark.claimId) : undefined
    const claim = marked ?? (place.token.percent ? this.claimAt(index, true) : null)
    const unit = place.token.percent ? '' : unitAt(place.sentence, place.token.end)
    if (!claim || !keepsKey(place, claim))
      this.tally.unjudged.push({ excerpt: place.sentence, typed: place.token.typed })
    else if (agrees(place.token, claimNumber(claim))) this.tally.agreed += 1
    else this.report(place, `${claim.text}${unit}`, claim.refs)
    return null
  }

  private report(place: Place, expected: string, refs: FigureRef[]): void {
    const unit = place.token.percent ? '' : unitAt(place.sentence, place.token.end)
    const kind = place.token.percent ? 'share' : 'contradicts'
    this.tally.findings.push(
      contradiction({ kind, excerpt: place.sentence, typed: `${place.token.typed}${unit}`, expected, refs }),
    )
  }
}

/** Whether two sentences speak of the same units, years and town or country: what a number's own words need not say. */
function sameSubject({ v, names }: Context, edited: string, known: string): boolean {
  const words = [
    ...names,
    ...v.keys('teachers', 'urban'),
    '农村',
    '上年',
    '去年',
    String(v.year - 1),
    String(v.year),
  ]
  return words.every((word) => !edited.includes(word) || known.includes(word))
}

/** Whether the key that a claim was about is still spoken of before the number. */
function keepsKey(place: Place, claim: Claim): boolean {
  const key = claim.refs[0]?.key
  const before = place.sentence.slice(0, place.token.start) + place.head
  return key === undefined || (keyWords[key] ?? [key]).some((word) => before.includes(word))
}

function isChange(place: Place): boolean {
  return /(?:增加|减少|增长|下降|提高|增|减)(?:了)?$/.test(leftOf(place))
}

function lastValue(known: KnownSentence): FigureRef | null {
  const last = known.claims.findLast(({ claim }) => claim.how === 'value' || claim.how === 'wan')
  return last?.claim.refs[0] ?? null
}

function marksIn(marks: Mark[], start: number, length: number): Mark[] {
  return marks
    .filter((mark) => mark.start >= start && mark.end <= start + length)
    .map((mark) => ({ ...mark, start: mark.start - start, end: mark.end - start }))
}

/** The pieces between separators, with where they start. */
function cut(text: string, separator: RegExp): { text: string; start: number }[] {
  let start = 0
  return text.split(separator).map((piece) => {
    const found = { text: piece, start }
    start += piece.length + 1
    return found
  })
}
