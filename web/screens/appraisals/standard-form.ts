import type { NewStandard } from '#contract/standard.ts'
import { evidenceKinds, EVIDENCE, sources as sourceIds, SOURCES } from '#contract/standard.ts'

type Content = Pick<NewStandard, 'indicators' | 'sources' | 'bands'>
/** The tables of a standard as lines of text, cells separated by tabs: pasted from Excel and back. */
export type StandardText = { indicators: string; sources: string; bands: string }

const VETO = '否决'
const YES = '可'

/** A standard's tables as text. */
export function toText({ indicators, sources, bands }: Content): StandardText {
  const lines = (rows: readonly (string | null)[][]): string =>
    rows.map((row) => row.map((cell) => cell ?? '').join('\t')).join('\n')
  return {
    indicators: lines(
      indicators.map((row) => [
        row.id,
        row.parent,
        row.title,
        row.veto ? VETO : row.points,
        row.weight,
        row.evidence === 'none' ? '' : EVIDENCE[row.evidence],
        row.says,
      ]),
    ),
    sources: lines(
      sources.map((row) => [
        SOURCES[row.id],
        row.weight,
        row.by === 'judges' ? '评分' : '问卷',
        row.dropFrom === null ? '' : String(row.dropFrom),
      ]),
    ),
    bands: lines(bands.map((row) => [row.title, row.least, row.share, row.despiteVeto ? YES : ''])),
  }
}

/** The tables that a text says; or what of it cannot be read, in words with {n} for the line. */
export function fromText(text: StandardText): { content: Content } | { fault: string; n: number } {
  const indicators: Content['indicators'] = []
  for (const [
    at,
    [id = '', parent = '', title = '', points = '', weight = '', evidence = '', says = ''],
  ] of rowsOf(text.indicators)) {
    const veto = points === VETO
    const kind = evidence === '' ? 'none' : evidenceKinds.find((one) => EVIDENCE[one] === evidence)
    if (id === '' || title === '') return { fault: '指标第 {n} 行缺编号或名称', n: at }
    if (!veto && !isNumber(points)) return { fault: '指标第 {n} 行的分值应为数字或“否决”', n: at }
    if (weight !== '' && !isNumber(weight)) return { fault: '指标第 {n} 行的权重应为数字', n: at }
    if (kind === undefined) return { fault: '指标第 {n} 行的佐证种类不对', n: at }
    indicators.push({
      id,
      parent: parent || null,
      title,
      points: veto ? '0' : points,
      weight: weight || null,
      veto,
      evidence: kind,
      says,
    })
  }
  const sources: Content['sources'] = []
  for (const [at, [who = '', weight = '', by = '', drop = '']] of rowsOf(text.sources)) {
    const id = sourceIds.find((one) => SOURCES[one] === who)
    if (id === undefined)
      return { fault: '评价主体第 {n} 行应为专家评委、同行、学生、家长、学校或自评', n: at }
    if (!isNumber(weight)) return { fault: '评价主体第 {n} 行的权重应为数字', n: at }
    sources.push({
      id,
      weight,
      by: by === '问卷' ? 'questionnaire' : 'judges',
      dropFrom: drop === '' ? null : Number(drop),
    })
  }
  const bands: Content['bands'] = []
  for (const [at, [title = '', least = '', share = '', despite = '']] of rowsOf(text.bands)) {
    if (title === '' || !isNumber(least)) return { fault: '等次第 {n} 行缺名称或最低分', n: at }
    bands.push({
      id: title,
      title,
      least,
      share: share.replace('%', '') || null,
      despiteVeto: despite !== '',
    })
  }
  return { content: { indicators, sources, bands } }
}

function rowsOf(text: string): [line: number, cells: string[]][] {
  return text
    .replaceAll('\r', '')
    .split('\n')
    .map((line, at): [number, string[]] => [
      at + 1,
      line.split('\t').map((cell) => cell.normalize('NFKC').trim()),
    ])
    .filter(([, cells]) => cells.some((cell) => cell !== ''))
}

function isNumber(text: string): boolean {
  return /^\d{1,5}(\.\d{1,4})?$/.test(text)
}
