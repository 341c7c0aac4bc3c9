import type { Text } from '../model.ts'
import type { View } from '../view.ts'

/** What is to be done about a problem, or to hold a result. */
export interface Intention {
  /** Heading without number: 补齐网络研修学分. */
  lead: string
  body: Text
}

/** Something the year's records show, worth a paragraph of its own. */
export interface Observation {
  /** What it is about; of several on one topic and side only the weightiest is told. */
  topic: string
  side: 'result' | 'problem'
  /** How much it matters, from `weigh`. */
  weight: number
  /** Heading without number. */
  lead: string
  body: Text
  /** What answers a problem; for a result, what keeps it. */
  intention?: Intention
}

/** Looks at the records for one thing; null when there is nothing to say. */
export type Observe = (v: View) => Observation | null

/** Weight of a finding: its importance 0–1, half of it only as far as the deviation reaches the threshold. */
export function weigh(importance: number, deviation: number, threshold: number): number {
  return importance * (0.5 + 0.5 * Math.min(1, Math.abs(deviation) / threshold))
}
