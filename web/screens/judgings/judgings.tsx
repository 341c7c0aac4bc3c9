import { judgings } from '#contract/judging.ts'
import type * as z from 'zod'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { usePlace } from '../../lib/place.ts'
import { useMe, worksAtDesk } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Page } from '../../ui/page.tsx'
import { Empty, Status } from '../../ui/states.tsx'
import { ScoreSheet } from './score-sheet.tsx'

export type Judging = z.output<NonNullable<typeof judgings.reply>>['judgings'][number]

/** What the caller is to judge: a number instead of a name, and a sheet of points. */
export function Screen() {
  const asked = useCall(judgings, {})
  usePlace(worksAtDesk(useMe()) ? 'today' : 'apply')
  return (
    <Page title={t('我的评审')} about={t('材料隐去了姓名和单位；与您有利害关系的，请说明并回避。')}>
      <Answer asked={asked}>{(data) => <Sheets all={data.judgings} />}</Answer>
    </Page>
  )
}

function Sheets({ all }: { all: readonly Judging[] }) {
  if (all.length === 0) return <Empty because={t('现在没有要您评审的事项。')} />
  const waiting = all.filter(({ open, points }) => open && points === null)
  return (
    <>
      <p role="status">
        <Status tone={waiting.length === 0 ? 'good' : 'warn'}>
          {waiting.length === 0 ? t('都评完了') : t('还有 {n} 份没有评', { n: waiting.length })}
        </Status>
      </p>
      {waiting.map((judging) => (
        <ScoreSheet key={judging.id} judging={judging} />
      ))}
      {all
        .filter((judging) => !waiting.includes(judging))
        .map((judging) => (
          <details key={judging.id} className="judged">
            <summary>{summary(judging)}</summary>
            <ScoreSheet judging={judging} />
          </details>
        ))}
    </>
  )
}

/** A sheet that needs nothing any more, in one line. */
function summary({ blind, points }: Judging): string {
  if (points === null) return t('{number} 号，已截止', { number: blind })
  const sum = Object.values(points).reduce((all, one) => all + one, 0)
  return t('{number} 号，已评 {n} 分', { number: blind, n: number(sum) })
}
