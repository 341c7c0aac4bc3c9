/** The types of the files that are made for people, as browsers and offices know them. */
export const PDF = 'application/pdf'
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
