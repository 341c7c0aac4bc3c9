import type { CaseManifest, StageManifest } from '#contract/case-manifest.ts'
import { flow, head, table } from './table.ts'

/** A case system's page: its stages as a picture, then what is filled in, handed in, and kept. */
export function casePage(manifest: CaseManifest): string {
  return [
    head(manifest),
    flow([...boxes(manifest), ...arrows(manifest)]),
    '## 环节',
    table(
      ['环节', '种类', '由谁办理', '哪些事项'],
      manifest.stages.map((stage) => [
        stage.title,
        stage.kindWord,
        whoActs(stage),
        stage.optional ? '符合条件的' : '全部',
      ]),
    ),
    '## 表单和材料',
    table(
      ['填写', '必填', '可选'],
      manifest.form.map(({ title, required, choices }) => [
        title,
        required ? '是' : '否',
        choices.join('、'),
      ]),
    ),
    list(manifest.materials.map(({ title, optional }) => (optional ? `${title}（符合条件的）` : title))),
    `按${manifest.category.title}统计：${manifest.category.words.join('、')}。`,
    '## 归档',
    list(manifest.archive),
  ].join('\n\n')
}

function list(words: readonly string[]): string {
  return words.length === 0 ? '没有。' : words.map((word) => `- ${word}`).join('\n')
}

function boxes({ stages, endings }: CaseManifest): string[] {
  return [
    ...stages.map((stage) => `${stage.id}["${stage.title}<br>${stage.kindWord} · ${whoActs(stage)}"]`),
    `granted(["${endings.granted}"])`,
    `refused(["${endings.refused}"])`,
  ]
}

/** Who acts at a stage; where a committee votes, it stands beside the office that records the vote. */
function whoActs({ officeWords, committee }: StageManifest): string {
  return committee === null ? officeWords : `${officeWords}（${committee}表决）`
}

function arrows({ stages }: CaseManifest): string[] {
  return stages.flatMap((stage, at) => [...onward(stages, at), ...aside(stages, stage, at)])
}

/** To the next stage, and past those that not every case goes through. */
function onward(stages: readonly StageManifest[], at: number): string[] {
  const from = stages[at]?.id ?? ''
  const rest = stages.slice(at + 1)
  const reach = rest.findIndex(({ optional }) => !optional)
  const next = reach === -1 ? rest : rest.slice(0, reach + 1)
  const targets = [...next.map(({ id }) => id), ...(reach === -1 ? ['granted'] : [])]
  return targets.map((target, i) =>
    i === 0 ? `${from} --> ${target}` : `${from} -. 不需要时跳过 .-> ${target}`,
  )
}

/** Back, and out. */
function aside(stages: readonly StageManifest[], { id, kind, marked }: StageManifest, at: number): string[] {
  const before = stages.slice(0, at)
  const handedIn = before.findLast((one) => one.kind === 'submit')?.id ?? id
  const judged = before.findLast((one) => ['check', 'review', 'decide'].includes(one.kind))?.id ?? id
  const returned = kind === 'check' || kind === 'decide' ? [`${id} -. 退回补正 .-> ${handedIn}`] : []
  const out = {
    check: '不予通过',
    decide: '不予通过',
    exam: marked ? '未达分数' : '不合格',
    review: '未达分数',
  }
  const word = Object.entries(out).find(([one]) => one === kind)?.[1]
  const refused = word === undefined ? [] : [`${id} -- ${word} --> refused`]
  return [...returned, ...refused, ...(kind === 'notice' ? [`${id} -. 异议成立 .-> ${judged}`] : [])]
}
