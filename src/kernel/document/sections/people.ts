import type { MeasureId } from '#contract/figures.ts'
import { type Block, join, say, type Text } from '../model.ts'
import { versus, versusMoney, within } from '../phrase.ts'
import type { View } from '../view.ts'
import { section } from './section.ts'

/**
 * What was done beside training: teams, certification, works, reading, money.
 * `told` are the topics that results or problems compare with the year before, so that it isn't said twice.
 */
export function otherWork(v: View, told: ReadonlySet<string>): Block[] {
  return [
    ...section('队伍建设', 2, teams(v, told)),
    ...section('教师资格认定', 2, qualification(v)),
    ...section('成果与阅读', 2, results(v, told)),
    ...section('经费使用', 2, funds(v)),
  ]
}

function teams(v: View, told: ReadonlySet<string>): Text {
  const pairs = v.now('mentoring')
  const sentences = [
    counted(v, told, { figure: 'titles', name: '年末有效期内的名优教师称号', dimension: 'kind', word: '个' }),
    v.at(pairs) > 0 ? say`师徒结对${v.value(pairs)}对${moved(v, told, 'mentoring', '对')}。` : [],
    counted(v, told, { figure: 'exchanges', name: '教师交流轮岗', dimension: 'kind', word: '人次' }),
  ]
  return join(sentences, '')
}

function qualification(v: View): Text {
  const [applied, certified] = [v.now('qualification-applied'), v.now('qualification-certified')]
  if (v.at(applied) === 0) return []
  const failed = v.now('qualification-failed')
  const lost = v.at(failed) > 0 ? say`；未通过${v.value(failed)}人` : []
  return say`受理教师资格认定申请${v.value(applied)}人，认定${v.value(certified)}人${within(v, 'qualification-certified', 'kind', '人')}${lost}。`
}

function results(v: View, told: ReadonlySet<string>): Text {
  const readers = v.now('readers')
  const sentences = [
    counted(v, told, { figure: 'works', name: '提交研修作品', dimension: 'kind', word: '件' }),
    counted(v, told, { figure: 'awards', name: '教师获奖', dimension: 'level', word: '项' }),
    v.at(readers) > 0 ? say`借阅专业图书的教师${v.value(readers)}人${moved(v, told, 'readers', '人')}。` : [],
  ]
  return join(sentences, '')
}

function funds(v: View): Text {
  const [into, out] = [v.now('funds-in'), v.now('funds-out')]
  const sentences = [
    v.at(into) > 0 ? say`全年经费收入${v.wan(into)}万元${within(v, 'funds-in', 'item', '万元')}。` : [],
    v.at(out) > 0
      ? say`研修支出${v.wan(out)}万元${comma(versusMoney(v, out, v.past('funds-out')))}${within(v, 'funds-out', 'item', '万元')}。`
      : [],
  ]
  return join(sentences, '')
}

interface Counted {
  figure: MeasureId
  name: string
  dimension: string
  word: string
}

/** One sentence: how many, how against the year before, of which kinds. */
function counted(v: View, told: ReadonlySet<string>, { figure, name, dimension, word }: Counted): Text {
  if (v.at(v.now(figure)) === 0) return []
  return say`${name}${v.value(v.now(figure))}${word}${moved(v, told, figure, word)}${within(v, figure, dimension, word)}。`
}

function moved(v: View, told: ReadonlySet<string>, figure: MeasureId, word: string): Text {
  return comma(told.has(figure) ? [] : versus(v, v.now(figure), v.past(figure), word))
}

function comma(tail: Text): Text {
  return tail.length > 0 ? say`，${tail}` : []
}
