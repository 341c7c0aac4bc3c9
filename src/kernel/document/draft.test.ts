import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleFacts, swappedFacts } from '#test/document-facts.ts'
import { claimNumber } from './claim.ts'
import { draftSummary } from './draft.ts'
import type { SummaryFacts } from './facts.ts'
import { type DocumentModel, type Table, toPlain } from './model.ts'
import { allTexts } from '#test/document-texts.ts'
import { sum } from './number.ts'
import { draftPlan } from './plan.ts'
import { openRecords } from './records.ts'

const codes = ['990123', '990123C', '990123X01', '990123X05', '990123S002', '990123S005']
const everyDraft = codes.flatMap((code) =>
  [2024, 2025].flatMap((year) => {
    const facts = sampleFacts(code, year)
    return [draftSummary(facts), draftPlan(facts)].map((model) => ({ facts, model }))
  }),
)

function prose(model: DocumentModel): string {
  return model.blocks.map((block) => (block.kind === 'paragraph' ? toPlain(block.text) : '')).join('\n')
}

function heads(model: DocumentModel): string[] {
  return model.blocks.flatMap((block) => (block.kind === 'head' ? [block.text] : []))
}

/** Digits that are no claims: years, days, names, and the rules that a region sets as parameters. */
function withoutAllowedDigits(text: string, facts: SummaryFacts): string {
  const names = [...facts.programmes.map((p) => p.name), ...facts.units.map((u) => u.name), facts.unit.name]
  const short = facts.programmes.map((p) => p.name.replace(/^\d{4}年/, ''))
  const unnamed = [...names, ...short]
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, ''), text)
  return unnamed.replace(/\d{4}年|12月31日|5%|4次|见表\d。/g, '')
}

test('every number in a document is a claim that refers to records', () => {
  for (const { facts, model } of everyDraft) {
    for (const text of allTexts(model)) {
      const bare = text
        .filter((run) => !run.claim)
        .map((run) => run.text)
        .join('|')
      assert.doesNotMatch(withoutAllowedDigits(bare, facts), /\d/, `${model.title}: ${toPlain(text)}`)
      for (const run of text) if (run.claim) assert.ok(run.claim.refs.length > 0, run.text)
    }
  }
})

test('plain values are the records’ own', () => {
  for (const { facts, model } of everyDraft) {
    const records = openRecords(facts, facts.unit.category === '中心' ? facts.region.code : facts.unit.code)
    for (const { claim } of allTexts(model).flat()) {
      const [ref] = claim?.refs ?? []
      if (claim?.how === 'value' && ref) assert.equal(claimNumber(claim), records.value(ref))
    }
  }
})

function closes(table: Table): void {
  for (const [index, column] of table.columns.entries()) {
    const total = table.total?.[index]?.[0]?.claim
    if (index === 0 || !total || /率|均|参训人数/.test(column.title)) continue
    const parts = table.rows
      .map((row) => row[index]?.[0]?.claim)
      .map((claim) => (claim ? claimNumber(claim) : 0))
    assert.equal(sum(parts), claimNumber(total), `${table.caption} ${column.title}`)
  }
}

test('totals of every table equal their parts', () => {
  let tables = 0
  for (const { model } of everyDraft) {
    for (const block of [...model.blocks, ...model.annexes]) {
      if (block.kind !== 'table') continue
      closes(block)
      tables += 1
    }
  }
  assert.ok(tables > 20)
})

test('a table says why people do not add up', () => {
  const table = draftSummary(sampleFacts('990123', 2025)).blocks.find((block) => block.kind === 'table')
  assert.ok(table?.kind === 'table' && table.columns.some((column) => column.title === '参训人数'))
  assert.match(table.note, /不重复/)
})

test('the usual parts stand in the usual order', () => {
  const parts = heads(draftSummary(sampleFacts('990123', 2025))).filter((head) =>
    /^[一二三四五]、/.test(head),
  )
  assert.deepEqual(parts, ['一、基本情况', '二、主要工作', '三、主要成效', '四、存在问题', '五、下一步打算'])
})

test('the year’s main figures are in the text', () => {
  const text = prose(draftSummary(sampleFacts('990123', 2025)))
  for (const figure of [
    '43所',
    '1640人',
    '287班次',
    '10086人次',
    '78130.67学时',
    '84231.93学分',
    '296人',
    '98项',
    '96件',
    '66对',
    '223.84万元',
    '14.52万元',
  ])
    assert.ok(text.includes(figure), figure)
})

test('opposite years get different results, problems and intentions', () => {
  const [up, down] = [draftSummary(sampleFacts('990123', 2025)), draftSummary(swappedFacts('990123'))]
  assert.match(heads(up).join('\n'), /参训规模扩大[\s\S]*存在问题/)
  assert.match(heads(down).join('\n'), /存在问题[\s\S]*参训人次减少[\s\S]*下一步打算[\s\S]*恢复校本研修规模/)
  assert.ok(!heads(down).some((head) => /名优教师队伍壮大|学分达标人数增加/.test(head)))
  const own = new Set(heads(down))
  assert.ok(heads(up).filter((head) => !own.has(head)).length >= 5)
})

test('each problem that is told is answered, and nothing that is not told', () => {
  const model = draftSummary(sampleFacts('990123', 2025))
  const under = (part: string, next: string) =>
    heads(model).slice(
      heads(model).findIndex((h) => h.endsWith(part)) + 1,
      heads(model).findIndex((h) => h.endsWith(next)),
    )
  const problems = under('存在问题', '下一步打算')
  const answers = heads(model).slice(heads(model).findIndex((h) => h.endsWith('下一步打算')) + 1)
  assert.equal(problems.length, 6)
  assert.equal(answers.length, 6)
})

test('without a year before nothing is compared with it', () => {
  const text = prose(draftSummary(sampleFacts('990123', 2024)))
  assert.doesNotMatch(text, /上年|增长|下降/)
})

test('a year before that was never recorded is not compared with, however it was loaded', () => {
  const facts = sampleFacts('990123', 2024)
  const empty = facts.records
    .filter(({ year }) => year === 2024)
    .map((record) => ({
      ...record,
      year: 2023,
      measures: record.measures.map(({ id, value }) => ({
        id,
        value: id === 'teachers' ? value : 0,
        by: {},
      })),
    }))
  const records = [...facts.records.filter(({ year }) => year === 2024), ...empty]
  assert.doesNotMatch(prose(draftSummary({ ...facts, records })), /上年|增长|下降/)
  const first = {
    ...facts,
    year: 2023,
    records: empty,
    policies: facts.policies.filter(({ year }) => year === 2024),
  }
  assert.doesNotMatch(prose(draftPlan(first)), /达标率|偏低|减少/)
  assert.match(prose(draftPlan(first)), /每名教师完成集中16学分、网络8学分、校本24学分/)
})

test('a unit without any training says so and promises nothing', () => {
  const facts = sampleFacts('990123S005', 2025)
  const idle = draftSummary({ ...facts, records: [], programmes: [], policies: [] })
  assert.equal(prose(idle), '2025年，全校没有研修活动和经认定的参训记录。')
})

test('a plan names its own year, its base year’s numbers and the programmes entered', () => {
  const plan = draftPlan(sampleFacts('990123', 2024))
  assert.equal(plan.title, '青川谷县2025年教师研修工作计划')
  assert.match(prose(plan), /2024年，全县开展教师研修287班次/)
  assert.match(prose(plan), /2025年已列入研修项目53个/)
  assert.doesNotMatch(prose(plan), /今年|明年/)
})
