import { ROLES } from '#contract/vocabulary.ts'
import type { ProgrammeDefinition, WorksPer } from '#kernel/programme/define.ts'
import { flow, head, table } from './table.ts'

const PER: Record<WorksPer, string> = {
  programme: '每个项目',
  activity: '每次活动',
  school: '每所学校',
  trainee: '每名学员',
}

/** A programme system's page: its phases as a picture, who takes part, what is handed in and kept. */
export function programmePage(system: ProgrammeDefinition): string {
  const phases = Object.entries(system.phases)
  return [
    head(system),
    flow([
      ...phases.map(
        ([id, { title, works, meets }]) =>
          `${id}["${[title, meets ? '有活动' : '', ...(works ?? [])].filter((word) => word !== '').join('<br>')}"]`,
      ),
      ...phases.slice(1).map(([id], at) => `${phases[at]?.[0] ?? ''} --> ${id}`),
    ]),
    '## 阶段',
    table(
      ['阶段', '活动', '作品'],
      phases.map(([, { title, works = [], per, meets }]) => [
        title,
        meets ? '有' : '没有',
        works.length === 0 ? '' : `${works.join('、')}（${PER[per ?? 'programme']}）`,
      ]),
    ),
    '## 人员',
    table(
      ['角色', '称呼'],
      Object.entries(ROLES).flatMap(([role, word]) => {
        const called = Object.entries(system.roles).find(([known]) => known === role)?.[1]
        return called === undefined ? [] : [[word, called]]
      }),
    ),
    '## 归档',
    system.archive.map((word) => `- ${word}`).join('\n'),
  ].join('\n\n')
}
