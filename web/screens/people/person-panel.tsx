import { personPage } from '#contract/people.ts'
import type { PersonRow } from '#contract/people.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { UnitLink } from '../../lib/unit-link.tsx'
import { useCall } from '../../lib/use-call.ts'
import { Facts } from '../../ui/facts.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { StandingTable } from './standing-table.tsx'

/** A look at one teacher without leaving the list. */
export function PersonPanel({
  row,
  onClose,
}: {
  row: { id: string; name: string } | PersonRow | null
  onClose: () => void
}) {
  const year = useYear()
  return (
    <SidePanel
      title={row?.name ?? ''}
      open={row !== null}
      onClose={onClose}
      foot={
        row === null ? null : (
          <a className="button primary" href={link(`/people/${row.id}`, { year })}>
            {t('打开教师档案')}
          </a>
        )
      }
    >
      {row !== null && <Look id={row.id} year={year} />}
    </SidePanel>
  )
}

function Look({ id, year }: { id: string; year: number }) {
  const asked = useCall(personPage, { params: { id }, query: { year } }, { keep: false })
  return (
    <Answer asked={asked}>
      {({ person, standing, trainings, works, honours }) => (
        <>
          <Facts
            facts={[
              {
                term: t('单位'),
                value: <UnitLink unit={person.unit} year={year} />,
              },
              { term: t('任教'), value: [person.stage, person.subject].filter(Boolean).join(' · ') },
              { term: t('职称'), value: person.rank },
              { term: t('参加工作'), value: person.startedOn },
            ]}
          />
          <StandingTable standing={standing} id={id} />
          <Facts
            facts={[
              { term: t('参加活动'), value: t('{n} 次', { n: number(trainings.length) }) },
              { term: t('作品'), value: t('{n} 件', { n: number(works.length) }) },
              { term: t('荣誉与称号'), value: t('{n} 项', { n: number(honours.length) }) },
            ]}
          />
        </>
      )}
    </Answer>
  )
}
