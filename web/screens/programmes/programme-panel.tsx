import { programmePage } from '#contract/programme.ts'
import type { ProgrammeRow } from '#contract/programme.ts'
import { PhaseTrack } from '../../engine/phase-track.tsx'
import { Findings } from '../../engine/findings.tsx'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Facts } from '../../ui/facts.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { ActivityItems } from './activity-items.tsx'

/** A look at one programme without leaving the list. */
export function ProgrammePanel({ row, onClose }: { row: ProgrammeRow | null; onClose: () => void }) {
  return (
    <SidePanel
      title={row?.title ?? ''}
      open={row !== null}
      onClose={onClose}
      foot={
        row === null ? null : (
          <a className="button primary" href={link(`/programmes/${row.id}`, { year: row.year })}>
            {t('打开项目')}
          </a>
        )
      }
    >
      {row !== null && <Look row={row} />}
    </SidePanel>
  )
}

function Look({ row }: { row: ProgrammeRow }) {
  const asked = useCall(programmePage, { params: { id: row.id } }, { keep: false })
  return (
    <>
      <Facts
        facts={[
          { term: t('体系'), value: t(row.systemTitle) },
          { term: t('承办单位'), value: row.organiser.name },
          { term: t('班次'), value: number(row.activities) },
          { term: t('认定人次'), value: number(row.recognised) },
        ]}
      />
      <Answer asked={asked}>
        {(data) => (
          <>
            <PhaseTrack phases={data.phases} />
            <Findings findings={data.findings} />
            <ActivityItems rows={data.activities} />
          </>
        )}
      </Answer>
    </>
  )
}
