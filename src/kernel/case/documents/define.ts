/**
 * What a system may say of the documents of its rounds and cases: which there are, from which stage on each can be
 * drafted, and the words, as plain functions of facts. Whatever number they give is counted from the listed cases.
 */
import type { Block, Table, Text } from '#kernel/document/define.ts'
import type { CaseFacts } from '../define.ts'

/** How a case stands in a document: what is still under way has no outcome. */
export type Outcome = 'open' | 'granted' | 'annulled' | 'refused' | 'withdrawn' | 'lapsed'

/** Somebody who handed in, as documents may name them: never more than this. */
export type Listed = {
  id: string
  /** 受理编号 */
  number: string
  name: string
  unit: string | null
  category: string | null
  /** Of the group that has places of its own. */
  ofFloor: boolean
  score: number | null
  /** Among those of the category who were scored; level scores share a rank. */
  rank: number | null
  outcome: Outcome
  /** The id of the stage that refused, with the reason. */
  fellAt: string | null
  because: string | null
  /** 编号 that was given out. */
  issued: string | null
  /** Stages that stand as passed. */
  passed: readonly string[]
  /** Where it is now; null at the end. */
  stage: string | null
  /** Sent back to the applicant, and not handed in again: the others need not wait for it. */
  returned: boolean
}

/** A set of the round's cases, by which a number is counted and which the list then shows. */
export type Which = {
  category?: string
  outcome?: 'granted' | 'refused'
  /** Only the group that has places of its own. */
  floor?: true
  /** Refused at this stage. */
  fellAt?: string
  /** Past this stage and not fallen out since. */
  passed?: string
}

/** A unit that speaks: the region's bureau or its centre. */
export type Speaker = 'bureau' | 'centre'

/** A member of a committee at a sitting. */
export type SittingMember = {
  name: string
  unit: string
  rank: string | null
  present: boolean
  chair: boolean
}
/** A sitting of a committee, with the votes that stand. */
export type SittingFacts = {
  /** The stage whose cases were put to the vote. */
  stage: string
  heldOn: string
  place: string
  members: readonly SittingMember[]
  votes: readonly {
    caseId: string
    passed: boolean
    agree: number
    against: number
    abstain: number
    aside: readonly { name: string; because: string }[]
    because: string | null
  }[]
}

type Place = { category: string; places: number | null; floor: number }
/** What any document of a system may know. */
type Common<P> = {
  systemTitle: string
  year: number
  params: P
  /** 甲县 */
  region: string
  /** How the bureau and the centre sign. */
  speakers: Readonly<Record<Speaker, string>>
  /** The day that it bears. */
  day: string
}

/** What a document of a round may know. */
export type RoundFacts<P = Record<string, unknown>> = Common<P> & {
  title: string
  opensOn: string
  closesOn: string
  /** The document that the round rests on. */
  basis: string
  places: readonly Place[]
  /** The group that has places of its own; null where there is none. */
  floorTitle: string | null
  categoryTitle: string
  /** Categories in the definition's order that have places or cases. */
  categories: readonly string[]
  stages: readonly { id: string; title: string; kind: string }[]
  /** The rules of handing in with this round's numbers, and what is to be handed in. */
  rules: readonly string[]
  materials: readonly { title: string; always: boolean }[]
  endings: Readonly<Record<'granted' | 'refused', string>>
  people: readonly Listed[]
  /** Whether who asks sees the whole region, and with it the sittings. */
  oversees: boolean
  /** The sittings of the round's committees, by day; none for who does not see the whole region. */
  sittings: readonly SittingFacts[]
  /** The public notices of the round, the newest last. */
  notices: readonly { from: string; until: string; document: string | null }[]
  /** Documents that decisions of the round rest on, by stage. */
  decided: Readonly<Record<string, readonly string[]>>
}

/** The facts, asked. */
export type RoundView<P = Record<string, unknown>> = RoundFacts<P> & {
  /** Who is of a set, by category and then by unit and name. */
  listed(which: Which): readonly Listed[]
  /** How many they are: a number that opens to their list. */
  count(which: Which): Text
}

/** What a document of one case may know. */
export type CaseView<F = Record<string, unknown>, P = Record<string, unknown>> = Common<P> &
  CaseFacts<F> & {
    /** 受理编号 */
    caseNumber: string
    submittedOn: string | null
    /** Stages that were passed: on which day, resting on which document, with which words. */
    decided: Readonly<Record<string, { day: string; document: string | null; because: string | null }>>
  }

/** A letter: what stands between its number and its signature. */
export type Letter = {
  title: string
  /** 主送机关, with its colon; none for a notice to everybody. */
  to?: string
  blocks: readonly Block[]
  annexes?: readonly Table[]
  by: Speaker
}

/** A certificate: one page. */
export type Certificate = {
  title: string
  /** Where the name stands by itself: 张三老师：; left out, the text names whom it is for. */
  salutation?: string
  /** The text in paragraphs. */
  text: readonly string[]
  fields: readonly { title: string; value: string }[]
  number: string
  by: Speaker
  /** The stage whose day it bears; its own day if absent. */
  until?: string | null
}

type Any<K> = {
  title: string
  /** It can be drafted when nobody stands at this stage or before it any more; null from the beginning. */
  after: K | null
  /** The material of the round's archive that it fills. */
  material?: string
}
/** A letter whose number those bear whom it names: that of the issue stage, given out where none is typed. */
type Numbers<K> = { numbers?: K }
/** An official letter of a round, which gets a number when it is issued. */
export type RoundLetter<P, K> = Any<K> &
  Numbers<K> & {
    kind: 'circular'
    whose: 'round'
    /** Who is told when it is issued: all schools, or those whom it names and their schools. */
    tells: 'schools' | 'concerned'
    write(view: RoundView<P>): Letter
  }
/** A list or the minutes of a round, without a number. */
export type Roster<P, K> = Any<K> & {
  kind: 'roster'
  whose: 'round'
  /** Why there is nothing to be written yet, in words; null where there is. Left out, there always is. */
  whyNot?(view: RoundView<P>): string | null
  write(view: RoundView<P>): Letter
}
/** An official letter about one case. */
export type CaseLetter<F, P, K> = Any<K> &
  Numbers<K> & {
    kind: 'circular'
    whose: 'case'
    write(view: CaseView<F, P>): Letter
  }
/** A certificate for one case, which anybody can verify by its code. */
export type CertificateOf<F, P, K> = Any<K> & {
  kind: 'certificate'
  whose: 'case'
  after: K
  write(view: CaseView<F, P>): Certificate
}

/** A document of a system; one for a stage that the system does not have fails to compile. */
export type DocumentOf<F, P, K> =
  | RoundLetter<P, K>
  | Roster<P, K>
  | CaseLetter<F, P, K>
  | CertificateOf<F, P, K>
export type AnyDocument = DocumentOf<Record<string, unknown>, Record<string, unknown>, string>
