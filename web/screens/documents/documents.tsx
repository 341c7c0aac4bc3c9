import { useState } from 'react'
import { documentFile, documents } from '#contract/document.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { fullMoment, moment } from '../../lib/format.ts'
import { mayEdit, useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { KIND_WORDS, LANGUAGE_WORDS } from './words.ts'
import { NewDocument } from './new-document.tsx'

/** 公文: what was drafted for the year, and a new draft. */
export function Screen() {
  const year = useYear()
  const me = useMe()
  const { new: kind } = useAddress()
  const filter = useFilter()
  const [making, setMaking] = useState(kind !== undefined)
  const asked = useCall(documents, { query: { year } })
  const make = (
    <Action
      primary
      onClick={() => setMaking(true)}
      whyNot={mayEdit(me) ? undefined : t('局领导账号只查看，不起草。')}
    >
      {t('起草总结或计划')}
    </Action>
  )
  const close = () => {
    setMaking(false)
    if (kind !== undefined) filter({ new: undefined }, 'replace')
  }
  return (
    <Page
      title={t('公文')}
      about={t('{year} 年的总结和计划。按公文格式起草，每个数字都有出处；改过的稿子可以传回核对。', { year })}
      actions={make}
    >
      <Answer asked={asked}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty because={t('这一年还没有起草公文。')}>{make}</Empty>
          ) : (
            <PlainTable
              label={t('公文')}
              rows={data.rows}
              keyOf={(row) => row.id}
              empty=""
              columns={[
                {
                  key: 'title',
                  title: t('标题'),
                  render: (row) => <a href={link(`/documents/${row.id}`, { year })}>{row.title}</a>,
                },
                { key: 'kind', title: t('种类'), render: (row) => t(KIND_WORDS[row.kind]) },
                { key: 'unit', title: t('单位'), render: (row) => row.unit.name },
                { key: 'language', title: t('字体'), render: (row) => t(LANGUAGE_WORDS[row.language]) },
                {
                  key: 'at',
                  title: t('起草时间'),
                  render: (row) => <time title={fullMoment(row.madeAt)}>{moment(row.madeAt)}</time>,
                },
                { key: 'by', title: t('起草人'), render: (row) => row.madeBy },
                {
                  key: 'file',
                  title: t('文件'),
                  render: (row) => (
                    <a href={address(documentFile, { id: row.id }, {})} download title={row.title}>
                      {t('下载 docx')}
                    </a>
                  ),
                },
              ]}
            />
          )
        }
      </Answer>
      {making && <NewDocument year={year} kind={kind} onClose={close} />}
    </Page>
  )
}
