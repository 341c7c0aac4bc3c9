import { useState } from 'react'
import { standards } from '#contract/standard.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { usePlace } from '../../lib/place.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { EditStandard } from './edit-standard.tsx'

/** 评估标准: the indicator trees that the region appraises by. */
export function Screen() {
  usePlace('appraisals')
  const year = useYear()
  const asked = useCall(standards, {})
  const [adding, setAdding] = useState(false)
  return (
    <>
      <Crumbs label={t('所属')} crumbs={[{ href: link('/appraisals', { year }), name: t('评估') }]} />
      <Page
        title={t('评估标准')}
        about={t('指标、分值、权重、否决项、评价主体和等次。每次改动出新版，已开始的评估仍用旧版。')}
        actions={
          <Action primary onClick={() => setAdding(true)} whyNot={whyNot(asked.data?.actions ?? [], 'save')}>
            {t('新建标准')}
          </Action>
        }
      >
        {adding && <EditStandard onClose={() => setAdding(false)} />}
        <Answer asked={asked}>
          {(data) => (
            <PlainTable
              label={t('评估标准')}
              rows={data.rows}
              keyOf={(row) => row.id}
              empty={t('还没有评估标准。')}
              columns={[
                {
                  key: 'title',
                  title: t('标准'),
                  lead: true,
                  render: (row) => <a href={link(`/standards/${row.id}`, { year })}>{row.title}</a>,
                },
                { key: 'version', title: t('版次'), numeric: true, render: (row) => row.version },
                { key: 'document', title: t('文号'), render: (row) => row.document },
                {
                  key: 'leaves',
                  title: t('指标'),
                  unit: t('项'),
                  numeric: true,
                  render: (row) => number(row.leaves),
                },
                { key: 'points', title: t('总分'), numeric: true, render: (row) => row.points },
              ]}
            />
          )}
        </Answer>
      </Page>
    </>
  )
}
