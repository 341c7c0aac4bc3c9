import type { FigureRef, MeasureId } from '#contract/figures.ts'
import { join, say, type Text } from './model.ts'
import type { View } from './view.ts'

/**
 * The relative change of a figure against the year before; null without a year before to compare with, and where
 * the figure is so small that a change says nothing.
 */
export function changeOf(v: View, now: FigureRef, past: FigureRef): number | null {
  const before = v.at(past)
  if (!v.hasPast || !v.records.known(past) || before === 0) return null
  return Math.abs(v.at(now) - before) < v.params.leastChange ? null : v.at(now) / before - 1
}

/** 比上年增加813人次，增长8.8% — or 减少, 持平, 上年没有; empty where there is no year before. */
export function versus(v: View, now: FigureRef, past: FigureRef, word: string): Text {
  if (!v.hasPast || !v.records.known(past)) return []
  if (v.at(past) === 0) return v.at(now) === 0 ? [] : say`上年没有`
  if (v.at(now) === v.at(past)) return say`与上年持平`
  const change = v.at(now) / v.at(past) - 1
  if (Math.abs(change) < v.params.steady) return say`与上年的${v.value(past)}${word}基本持平`
  const verb = change > 0 ? ['增加', '增长'] : ['减少', '下降']
  const amount = say`比上年${verb[0] ?? ''}${v.change(now, past)}${word}`
  return v.at(past) < v.params.leastBase ? amount : say`${amount}，${verb[1] ?? ''}${v.growth(now, past)}`
}

/** 比上年增加0.85万元，增长5.5%: the same for yuan. */
export function versusMoney(v: View, now: FigureRef, past: FigureRef): Text {
  if (!v.hasPast || v.at(past) === 0) return []
  if (v.at(now) === v.at(past)) return say`与上年持平`
  const up = v.at(now) > v.at(past)
  return say`比上年${up ? '增加' : '减少'}${v.wanChange(now, past)}万元，${up ? '增长' : '下降'}${v.growth(now, past)}`
}

/** 由上年的33对增加到66对: for small numbers, where a rate of growth would sound grand. */
export function fromTo(v: View, now: FigureRef, past: FigureRef, word: string): Text {
  if (!v.hasPast || !v.records.known(past) || v.at(past) === 0) return say`共${v.value(now)}${word}`
  if (v.at(now) === v.at(past)) return say`共${v.value(now)}${word}，与上年持平`
  const verb = v.at(now) > v.at(past) ? '增加' : '减少'
  return say`由上年的${v.value(past)}${word}${verb}到${v.value(now)}${word}`
}

/** 其中小学21所、初中6所: every key of a dimension with its number; 均为公用经费 where there is but one. */
export function within(v: View, figure: MeasureId, dimension: string, word: string): Text {
  const keys = v.keys(figure, dimension)
  const [only] = keys
  if (only !== undefined && keys.length === 1) return say`，均为${nameKey(only)}`
  return keys.length === 0 ? [] : say`，其中${breakdown(v, figure, dimension, word)}`
}

/** 小学21所、初中6所: every key of a dimension with its number, in customary order. */
export function breakdown(v: View, figure: MeasureId, dimension: string, word: string): Text {
  const amount = (key: string) => {
    const ref = v.now(figure, dimension, key)
    return word === '万元' ? v.wan(ref) : v.value(ref)
  }
  return join(
    v.keys(figure, dimension).map((key) => say`${nameKey(key)}${amount(key)}${word}`),
    '、',
  )
}

/** Names joined by 、, cut after as many as fit a sentence, with 等 when more follow. */
export function nameList(names: string[], most: number): string {
  const shown = names.slice(0, most).join('、')
  return names.length > most ? `${shown}等` : shown
}

/** A key as it reads in a sentence. */
export function nameKey(key: string): string {
  return key === '未填' ? '未注明类别' : key
}
