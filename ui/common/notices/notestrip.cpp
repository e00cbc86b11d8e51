// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notices/notestrip.h"

#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/statemark.h"

#include <QHBoxLayout>

namespace lockmaster {

NoteStrip::NoteStrip(const QString &accessibleName, QWidget *parent)
    : QFrame(parent)
    , m_mark(new StateMark(this))
    , m_headline(new PlainLabel({}, FontRole::Title, Tone::Normal, this))
    , m_words(new PlainLabel({}, FontRole::Body, Tone::Normal, this))
    , m_line(new QHBoxLayout(this))
{
    setAccessibleName(accessibleName);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(size::kGap);
    for (PlainLabel *label : {m_headline, m_words}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        texts->addWidget(label);
    }
    m_line->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    m_line->setSpacing(size::kInner);
    m_line->addWidget(m_mark, 0, Qt::AlignTop);
    m_line->addLayout(texts, 1);
    hide();
}

void NoteStrip::setNote(const Note &note)
{
    if (note == m_note)
        return;
    m_note = note;
    m_mark->setState(note.state);
    m_headline->setTone(toneOf(note.state));
    m_headline->setText(note.headline);
    m_words->setText(note.words);
    m_words->setVisible(!note.words.isEmpty());
    setAccessibleDescription(note.headline + u' ' + note.words);
    setVisible(!note.headline.isEmpty());
}

void NoteStrip::addButton(QWidget *button)
{
    m_line->addWidget(button, 0, Qt::AlignTop);
}

} // namespace lockmaster

#include "moc_notestrip.cpp"
