import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { sampleFacts, swappedFacts } from '#test/document-facts.ts'
import { madeUpFacts } from '#test/made-up-county.ts'
import { checkEdited } from './check-edited.ts'
import type { Finding } from './check/finding.ts'
import { draftSummary } from './draft.ts'
import type { SummaryFacts } from './facts.ts'
import { draftPlan } from './plan.ts'
import { renderDocx } from './render/docx.ts'

type Checked = Extract<ReturnType<typeof checkEdited>, { kind: 'checked' }>
type Edit = (xml: string) => string

const county = sampleFacts('990123', 2025)

async function check(
  facts: SummaryFacts,
  edit: Edit = (xml) => xml,
  options: { plan?: boolean; language?: 'zh-Hant' } = {},
): Promise<Checked> {
  const model = options.plan ? draftPlan(facts) : draftSummary(facts)
  const files = unzipSync(new Uint8Array(await renderDocx(model, options.language)))
  const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array())
  const result = checkEdited(zipSync({ ...files, 'word/document.xml': strToU8(edit(xml)) }), facts)
  assert.equal(result.kind, 'checked')
  return result as Checked
}

/** Adds a paragraph at the end of 主要成效, its text in as many runs as given. */
function added(...runs: string[]): Edit {
  const paragraph = `<w:p>${runs.map((text) => `<w:r><w:t>${text}</w:t></w:r>`).join('')}</w:p>`
  return (xml) => {
    const at = xml.indexOf('四、存在问题')
    const start = xml.lastIndexOf('<w:p>', at)
    assert.ok(at > 0 && start > 0)
    return xml.slice(0, start) + paragraph + xml.slice(start)
  }
}

function refusal(file: Uint8Array): string {
  const result = checkEdited(file, county)
  return result.kind === 'refused' ? `${result.code} ${result.because}` : result.kind
}

function replaced(from: RegExp, to: string): Edit {
  return (xml) => {
    assert.match(xml, from)
    return xml.replace(from, to)
  }
}

function said(findings: Finding[]): string[] {
  return findings.map((finding) => `${finding.kind} ${finding.typed} → ${finding.expected}`)
}

async function findingsOf(...runs: string[]): Promise<string[]> {
  return said((await check(county, added(...runs))).findings)
}

test('an untouched document gives no finding, whatever unit, year, kind and script', async () => {
  for (const code of ['990123', '990123C', '990123X05', '990123S002'])
    for (const year of [2024, 2025])
      for (const plan of [false, true])
        for (const language of [undefined, 'zh-Hant'] as const) {
          const { findings, unjudged, agreed } = await check(sampleFacts(code, year), undefined, {
            plan,
            language,
          })
          assert.deepEqual([said(findings), unjudged], [[], []], `${code} ${year}`)
          assert.ok(agreed > 40)
        }
})

test('documents of other counties, good years and bad, give no finding untouched', async () => {
  assert.deepEqual((await check(swappedFacts('990123'))).findings, [])
  await fc.assert(
    fc.asyncProperty(
      fc.infiniteStream(fc.nat(1_000_000)),
      fc.boolean(),
      fc.boolean(),
      async (numbers, bare, plan) => {
        const facts = madeUpFacts((most) => (most <= 0 ? 0 : numbers.next().value % most), { bare })
        const { findings } = await check(facts, undefined, { plan })
        assert.deepEqual(said(findings), [])
      },
    ),
    { numRuns: 25 },
  )
})

test('the published 183 awards of 16 + 34 + 123 contradict the records and do not close', async () => {
  const found = await findingsOf('全年教师获奖183项，其中国家级16项、省级34项、州级123项。')
  assert.deepEqual(found, [
    'contradicts 183项 → 98项',
    'contradicts 16项 → 17项',
    'contradicts 34项 → 23项',
    'parts 183项 → 173项',
  ])
})

test('parts that do not close are found where the records know nothing of them', async () => {
  assert.deepEqual(await findingsOf('课题立项30个，其中语文11个、数学9个、英语7个。'), ['parts 30个 → 27个'])
  assert.deepEqual(await findingsOf('语文11个、数学9个、英语7个，合计30个课题。'), ['parts 30个 → 27个'])
  assert.deepEqual(await findingsOf('课题立项30个，其中语文11个、数学9个、英语7个等。'), [])
  assert.deepEqual(await findingsOf('课题立项27个，其中语文11个、数学9个、英语7个。'), [])
})

test('a list that leaves keys of the records out may fall short', async () => {
  assert.deepEqual(await findingsOf('全年获奖98项，其中国家级17项、省级23项。'), [])
})

test('a number changed in its place is found, also half deleted and inserted as a tracked change', async () => {
  const place =
    /(教师获奖<\/w:t><\/w:r><w:bookmarkStart[^>]*\/>)<w:r><w:t xml:space="preserve">98<\/w:t><\/w:r>/
  assert.deepEqual(said((await check(county, replaced(place, '$1<w:r><w:t>183</w:t></w:r>'))).findings), [
    'contradicts 183项 → 98项',
    'parts 183项 → 98项',
  ])
  const tracked =
    '$1<w:del w:id="9001"><w:r><w:delText>98</w:delText></w:r></w:del><w:ins w:id="9002"><w:r><w:t>1</w:t></w:r><w:r><w:t>98</w:t></w:r></w:ins>'
  assert.deepEqual(said((await check(county, replaced(place, tracked))).findings), [
    'contradicts 198项 → 98项',
    'parts 198项 → 98项',
  ])
})

function deleted(xml: string): string {
  const gone = '<w:del w:id="9001"><w:r><w:delText>获奖183项。</w:delText></w:r></w:del>'
  return added('占位')(xml).replace('<w:r><w:t>占位</w:t></w:r>', gone)
}

test('a deleted sentence counts for nothing', async () => {
  assert.deepEqual((await check(county, deleted)).findings, [])
})

test('numbers are read however they are typed', async () => {
  assert.deepEqual(await findingsOf('全县共有学校４', '５所。'), ['contradicts 45所 → 43所'])
  assert.deepEqual(await findingsOf('全年教师获奖一百八十三项。'), ['contradicts 一百八十三项 → 98项'])
  assert.deepEqual(await findingsOf('全县教师一千六百四十人。'), [])
  assert.deepEqual(await findingsOf('全年认定参训10,086人次。'), [])
  assert.deepEqual(await findingsOf('全年认定参训1.01万人次。'), [])
  assert.deepEqual(await findingsOf('全年认定参训1.2万人次。'), ['contradicts 1.2万人次 → 10086人次'])
  assert.deepEqual(await findingsOf('全县学分达标率百分之二十八。'), ['share 百分之二十八 → 18%'])
})

test('qualifiers, other years and other units are understood', async () => {
  assert.deepEqual(await findingsOf('农村教师达标181人，城区教师达标40人。'), ['contradicts 181人 → 171人'])
  assert.deepEqual(await findingsOf('上年学分达标255人。'), ['contradicts 255人 → 245人'])
  assert.deepEqual(await findingsOf('第三片区达标69人，达标率23.4%。'), ['contradicts 69人 → 59人'])
  assert.deepEqual(await findingsOf('名师26个、骨干教师19个。'), ['contradicts 26个 → 16个'])
  assert.deepEqual(await findingsOf('全县1650名教师全部达标。'), ['contradicts 1650名 → 1640名'])
  assert.deepEqual(await findingsOf('2024年认定参训9273人次，2025年达到10186人次。'), [
    'contradicts 10186人次 → 10086人次',
  ])
  assert.deepEqual(await findingsOf('获国家级奖17项，上年21项。'), ['contradicts 21项 → 22项'])
  assert.deepEqual(await findingsOf('研修支出15.2万元。'), ['contradicts 15.2万元 → 14.52万元'])
})

test('a rate is checked against the numbers typed beside it', async () => {
  assert.deepEqual(await findingsOf('语文教师120人，达标60人，达标率60%。'), ['share 60% → 50%'])
})

test('shares and growth are checked against their parts', async () => {
  assert.deepEqual(await findingsOf('学分达标296人，占教师总数的28%。'), ['share 28% → 18%'])
  assert.deepEqual(await findingsOf('乡村教师达标171人，占达标人数的57.8%。'), [])
  assert.deepEqual(await findingsOf('全年认定参训10086人次，比上年增加813人次，增长18.8%。'), [
    'share 18.8% → 8.8%',
  ])
  assert.deepEqual(await findingsOf('师徒结对66对，比上年增加23对。'), ['contradicts 23对 → 增加33对'])
})

test('what the records cannot know is left alone and listed as not judged', async () => {
  const innocent = [
    '中心现有专职教研员12人，其中高级教师8人、一级教师4人。',
    '举办班主任培训班，共培训教师320人次。',
    '开展专题培训4期，培训教师320人次，获奖12项。',
    '组织30名教师到省内名校跟岗学习15天，返校后上汇报课30节。',
    '语文教师获奖20项，其中国家级3项、省级5项、市级4项、县级8项，占获奖总数的20.4%。',
    '乡村教师180人参加国培，占全县乡村教师的19.4%。',
    '根据教师〔2016〕12号文件，五年内每名教师不少于360学时。',
    '语文教师120人，达标60人，达标率50%。',
    '第三片区参加学分考核的252名教师中，达标59人，达标率23.4%。全县30名教师参加国培。',
    '乡村参加学分考核的926名教师中，达标171人，达标率18.5%；青年教师12人。',
    '青年教师达标45人。2023年获奖88项。近三年获奖300项。力争下一年获奖120项。',
    '名师工作室8个，带动教师160人；课题立项25项，结题18项。',
  ]
  for (const sentence of innocent) {
    const { findings, unjudged } = await check(county, added(sentence))
    assert.deepEqual(said(findings), [], sentence)
    assert.ok(sentence.includes('360学时') || unjudged.length > 0, sentence)
  }
})

test('a changed cell contradicts the records and leaves its column open', async () => {
  const cell = /(<w:t xml:space="preserve">)607(<\/w:t><\/w:r><w:bookmarkEnd[^>]*\/><\/w:p><\/w:tc>)/
  const found = said((await check(county, replaced(cell, '$1617$2'))).findings)
  assert.deepEqual(found, ['contradicts 617 → 607', 'parts 10086 → 10096'])
})

test('a finding names the records and says what would make it right', async () => {
  const [finding] = (await check(county, added('全年教师获奖183项。'))).findings
  assert.deepEqual(finding?.refs, [{ figure: 'awards', unit: '990123', year: 2025 }])
  assert.match(finding?.why ?? '', /2025年获奖：记录为98项，文中写183项。请改为98项/)
})

test('files that are no readable .docx are refused in words', () => {
  assert.match(refusal(strToU8('%PDF-1.7')), /^not-docx .*\.docx/)
  assert.match(refusal(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1])), /^not-docx .*另存为/)
  assert.match(refusal(zipSync({ 'xl/workbook.xml': strToU8('<x/>') })), /^not-docx /)
  assert.match(refusal(new Uint8Array([0x50, 0x4b, 3, 4, 9, 9])), /^damaged /)
  assert.match(refusal(zipSync({ 'word/document.xml': strToU8('<w:document><w:p>') })), /^damaged /)
  assert.match(refusal(zipSync({ 'word/document.xml': new Uint8Array(41_000_000) })), /^too-large /)
  const endless = `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>${'获奖1项'.repeat(60_000)}</w:t></w:r></w:p></w:body></w:document>`
  assert.match(refusal(zipSync({ 'word/document.xml': strToU8(endless) })), /^too-large .*10万字/)
  const crowded = Object.fromEntries(
    Array.from({ length: 1001 }, (_, index) => [`word/${index}.xml`, new Uint8Array()]),
  )
  assert.match(refusal(zipSync(crowded)), /^too-large /)
})
