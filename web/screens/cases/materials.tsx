import { useMutation, useQueryClient } from '@tanstack/react-query'
import { addMaterial, dropMaterial, materialFile } from '#contract/case-material.ts'
import type { CaseData } from '../../engine/panels.ts'
import { address, sendFile } from '../../lib/call.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { FileDrop } from '../../ui/file-drop.tsx'
import { Notice, Status } from '../../ui/states.tsx'

type Material = CaseData['materials'][number]

/** The papers of a case: which are asked for, which are there. */
export function Materials({ data, mayChange }: { data: CaseData; mayChange: boolean }) {
  const shown = data.materials.filter(({ required, files }) => required || mayChange || files.length > 0)
  if (shown.length === 0) return <p className="quiet">{t('不需要材料。')}</p>
  return (
    <ul className="materials">
      {shown.map((material) => (
        <li key={material.id}>
          <MaterialItem caseId={data.row.id} material={material} mayChange={mayChange} />
        </li>
      ))}
    </ul>
  )
}

type Props = { caseId: string; material: Material; mayChange: boolean }

function MaterialItem({ caseId, material, mayChange }: Props) {
  const client = useQueryClient()
  const upload = useMutation({
    mutationFn: (file: File) =>
      sendFile(addMaterial, { params: { id: caseId, material: material.id } }, file),
    onSuccess: () => client.invalidateQueries(),
  })
  const drop = useChange(dropMaterial)
  const failed = upload.error ?? drop.error
  return (
    <>
      <div className="material-head">
        <strong>{t(material.title)}</strong>
        <Status tone={toneOf(material)}>{stateOf(material)}</Status>
      </div>
      {material.judges && (
        <p className="quiet">{t('评委能打开这些文件，不显示文件名；文件内容里不要写姓名和单位。')}</p>
      )}
      {material.files.map(({ id, name, bytes }) => (
        <div key={id} className="material-file">
          <a href={address(materialFile, { id: caseId, file: id }, {})} download>
            {name}
          </a>{' '}
          <span className="quiet num">{number(Math.max(1, Math.round(bytes / 1024)))} KB</span>
          {mayChange && (
            <button
              type="button"
              className="linklike"
              aria-label={t('移去{name}', { name })}
              onClick={() => drop.mutate({ params: { id: caseId, file: id } })}
            >
              {t('移去')}
            </button>
          )}
        </div>
      ))}
      {mayChange && (
        <FileDrop
          accept=".pdf,.jpg,.jpeg,.png,.docx,.doc,.xlsx"
          label={t('上传{what}', { what: t(material.title) })}
          hint={t('点这里拍照或选择文件，也可以拖进来')}
          busy={upload.isPending ? t('正在上传') : undefined}
          onFile={(file) => upload.mutate(file)}
        />
      )}
      {failed !== null && <Notice tone="late">{wordsOf(failed)}</Notice>}
    </>
  )
}

function toneOf({ required, files }: Material) {
  if (files.length > 0) return 'good'
  return required ? 'warn' : 'calm'
}

function stateOf({ required, files }: Material): string {
  if (files.length > 0) return t('{n} 份', { n: files.length })
  return required ? t('还没有') : t('这一步不要求')
}
