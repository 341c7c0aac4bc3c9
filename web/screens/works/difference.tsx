import { useState } from 'react'
import { workDifference } from '#contract/works.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { ChoiceField } from '../../ui/field.tsx'
import type { WorkData } from './work.tsx'

/** What changed word by word, against an earlier version or a work that this one was made from. */
export function Difference({ data }: { data: WorkData }) {
  const choices = basesOf(data)
  const [chosen, setChosen] = useState(choices[0]?.value)
  if (chosen === undefined) {
    return <p className="quiet">{t('只有一稿，也不是从别的作品改来的，没有可以对照的。')}</p>
  }
  return (
    <>
      <ChoiceField label={t('与哪一稿对照')} value={chosen} choices={choices} onChoose={setChosen} />
      <Compared id={data.work.id} chosen={chosen} />
    </>
  )
}

function basesOf({ work, versions, parents }: WorkData): { value: string; label: string }[] {
  const earlier = versions.slice(1).map(({ version }) => ({
    value: `${work.id} ${version}`,
    label: t('本作品第 {n} 稿', { n: number(version) }),
  }))
  const origins = parents.map((one) => ({
    value: `${one.id} `,
    label: t('来源《{title}》（{authors}）', { title: one.title, authors: one.authors }),
  }))
  return [...earlier, ...origins]
}

function Compared({ id, chosen }: { id: string; chosen: string }) {
  const [base, version] = chosen.split(' ')
  const asked = useCall(workDifference, {
    params: { id },
    query: { base, baseVersion: version === '' ? undefined : version },
  })
  return (
    <Answer asked={asked}>
      {({ stretches, newPercent }) => (
        <>
          <p>{t('新写的占 {n}%。删去的加删除线，新写的加下划线。', { n: number(newPercent) })}</p>
          <div className="work-text compared">
            {stretches.map(({ kind, text }, i) => {
              if (kind === 'gone') return <del key={i}>{text}</del>
              return kind === 'new' ? <ins key={i}>{text}</ins> : <span key={i}>{text}</span>
            })}
          </div>
        </>
      )}
    </Answer>
  )
}
