// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/note/notebar.h"

#include "base/text.h"
#include "incidents/notemarkdown.h"
#include "incidents/notesource.h"
#include "incidents/notewords.h"
#include "ui/common/exportdialog.h"
#include "ui/common/filewriter.h"
#include "ui/shell/note/notefile.h"
#include "watch/momentbus.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPushButton>

namespace lockmaster {

NoteBar::NoteBar(MomentBus &bus, QWidget *parent) : NoteStrip(tr("Incident note"), parent), m_bus(bus)
{
    auto *save = new QPushButton(tr("Save as HTML or PDF…"), this);
    auto *leave = new QPushButton(tr("Dismiss"), this);
    addButton(save);
    addButton(leave);
    connect(save, &QPushButton::clicked, this, &NoteBar::askWhere);
    leave->setAccessibleName(tr("Dismiss the note"));
    connect(leave, &QPushButton::clicked, this, &NoteBar::dismiss);
}

void NoteBar::dismiss()
{
    setNote({});
}

void NoteBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        NoteStrip::keyPressEvent(event);
}

void NoteBar::say(const QString &headline, HealthState state)
{
    setNote({state, headline, plainLine(headlineOf(m_noteCopied))});
}

void NoteBar::copyNote(const QStringList &targets, Texts texts)
{
    m_noteCopied = keptNote(m_bus, targets, texts);
    m_texts = texts;
    QGuiApplication::clipboard()->setText(noteMarkdown(m_noteCopied, m_texts));
    say(texts == Texts::Masked
            ? tr("The incident note is on the clipboard, as Markdown; literals in queries are masked.")
            : tr("The incident note is on the clipboard, as Markdown, with the literals of queries."));
}

void NoteBar::askWhere()
{
    const QString pdf = tr("PDF (*.pdf)");
    QFileDialog *dialog =
        newExportDialog(this, {tr("Save the incident note"), QStringLiteral("incident"),
                               tr("Web page (*.html)") + QStringLiteral(";;") + pdf, QStringLiteral("html")});
    dialog->selectFile(noteFileName(m_noteCopied));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, pdf](const QString &filter) {
        dialog->setDefaultSuffix(filter == pdf ? QStringLiteral("pdf") : QStringLiteral("html"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &NoteBar::writeNote);
    dialog->open();
}

void NoteBar::writeNote(const QString &path)
{
    writeFile(path, noteFile(m_noteCopied, m_texts, path), this, [this, path](const QString &error) {
        if (error.isEmpty())
            say(tr("The incident note is in %1.").arg(plainLine(path)));
        else
            say(tr("%1 was not written: %2").arg(plainLine(path), plainLine(error)), HealthState::Critical);
    });
}

} // namespace lockmaster

#include "moc_notebar.cpp"
