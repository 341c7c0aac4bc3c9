import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { saveStandard } from '#contract/standard.ts'
import { link } from '../../lib/address.ts'
import { useDraft } from '../../lib/draft.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { LinesField, TextField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { fromText, toText } from './standard-form.ts'
import type { StandardData } from './standard.tsx'

const USUAL = {
  indicators:
    'A\t\t组织管理\t40\t\t\t\nA1\tA\t计划与制度\t20\t\t公文\t有计划、有制度\nA2\tA\t研修活动\t20\t\t活动\t按计划开展\nB\t\t研修成效\t60\t\t作品\t成果有质量',
  sources: '专家评委\t100\t评分\t5\n自评\t0\t评分\t',
  bands: '优秀\t90\t15\t\n合格\t60\t\t\n不合格\t0\t\t可',
}

/** A standard, or the next version of one: its tables are pasted from Excel. */
export function EditStandard({ from, onClose }: { from?: StandardData['standard']; onClose: () => void }) {
  const year = useYear()
  const router = useRouter()
  const [key] = useState(() => crypto.randomUUID())
  const start = {
    code: from?.code ?? '',
    title: from?.title ?? '',
    document: '',
    decimals: String(from?.decimals ?? 2),
    ...(from === undefined ? USUAL : toText(from)),
  }
  const [form, setForm, forget] = useDraft(`standard.${from?.id ?? 'new'}.${from?.version ?? 0}`, start)
  const change = useChange(saveStandard)
  const read = fromText(form)
  const set = (name: keyof typeof start) => (value: string) => setForm({ ...form, [name]: value })
  const missing =
    form.title.trim() === ''
      ? t('请填标准名称')
      : form.document.trim() === ''
        ? t('请填所依据的文号')
        : 'fault' in read
          ? t(read.fault, { n: read.n })
          : undefined
  const save = () => {
    if ('fault' in read) return
    const { code, title, document, decimals } = form
    change.mutate(
      {
        body: {
          key,
          code,
          title: title.trim(),
          document: document.trim(),
          decimals: Number(decimals),
          ...read.content,
        },
      },
      {
        onSuccess: ({ id }) => {
          forget()
          onClose()
          router.history.push(link(`/standards/${id}`, { year }))
        },
      },
    )
  }
  return (
    <SidePanel
      title={from === undefined ? t('新建标准') : t('出新版：{title}', { title: from.title })}
      open
      wide
      onClose={onClose}
      foot={
        <div className="form-actions">
          <Action primary busy={change.isPending} whyNot={missing} onClick={save}>
            {from === undefined ? t('建立标准') : t('保存为第 {n} 版', { n: from.version + 1 })}
          </Action>
          <Action onClick={forget}>{t('恢复原样')}</Action>
        </div>
      }
    >
      <div className="field-row">
        <TextField label={t('标准名称')} value={form.title} onText={set('title')} maxLength={80} />
        {from === undefined && (
          <TextField
            label={t('代码')}
            hint={t('小写字母、数字和连字符，如 school-research')}
            value={form.code}
            onText={set('code')}
            maxLength={40}
          />
        )}
      </div>
      <div className="field-row">
        <TextField
          label={t('文号')}
          hint={t('所依据的文件')}
          value={form.document}
          onText={set('document')}
          maxLength={80}
        />
        <TextField
          label={t('得分小数位')}
          inputMode="numeric"
          value={form.decimals}
          onText={set('decimals')}
        />
      </div>
      <LinesField
        label={t('指标')}
        hint={t(
          '可从 Excel 粘贴，一行一项：编号、上级编号、指标、分值（或“否决”）、权重、佐证（活动、作品、荣誉、公文、项目、称号）、评分要点',
        )}
        value={form.indicators}
        onText={set('indicators')}
        rows={14}
      />
      <LinesField
        label={t('评价主体')}
        hint={t(
          '一行一个：谁来评、权重、方式（评分或问卷）、满几人时去掉最高最低分。自评权重填 0，只作对照。',
        )}
        value={form.sources}
        onText={set('sources')}
        rows={4}
      />
      <LinesField
        label={t('等次')}
        hint={t('从高到低，一行一等：等次、最低分、名额百分比（可空）、有否决项时仍可评的写“可”')}
        value={form.bands}
        onText={set('bands')}
        rows={4}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </SidePanel>
  )
}
