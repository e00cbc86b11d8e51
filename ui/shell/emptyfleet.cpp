// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/emptyfleet.h"

#include "ui/common/notices/plainlabel.h"

#include <QFileDialog>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <initializer_list>

namespace lockmaster {

namespace {

constexpr int kExampleWidth = 640;
constexpr int kMostMistakeLines = 9;

/// The same names as in the manual; not translated, it is a file's content.
constexpr auto kExample = "targets:\n"
                          "  - name: orders-primary\n"
                          "    url: postgresql://monitor@db1.example.org/orders\n"
                          "    group: orders\n"
                          "    environment: production\n"
                          "    password: {keyring: orders}\n"
                          "  - name: orders-standby\n"
                          "    url: postgresql://monitor@db2.example.org/orders\n"
                          "    group: orders\n"
                          "    environment: production\n"
                          "    read_only: true\n";

QPlainTextEdit *codeBox(const QString &text, QWidget *parent)
{
    auto *box = new QPlainTextEdit(text, parent);
    box->setReadOnly(true);
    box->setFont(Theme::instance().font(FontRole::Code));
    return box;
}

} // namespace

EmptyFleet::EmptyFleet(QWidget *parent)
    : QWidget(parent)
    , m_title(new PlainLabel(tr("No target to watch yet"), FontRole::Number, Tone::Normal, this))
    , m_text(new PlainLabel(tr("Lockmaster watches the targets of a fleet file. Open one, or start with a URL: "
                               "lockmaster postgresql://monitor@host/database. A fleet file looks like this; a "
                               "password is never in it."),
                            FontRole::Body, Tone::Muted, this))
    , m_mistakes(codeBox({}, this))
{
    m_text->setWordWrap(true);
    m_mistakes->setAccessibleName(tr("Mistakes in the fleet file"));
    m_mistakes->hide();
    QPlainTextEdit *example = codeBox(QString::fromLatin1(kExample), this);
    example->setAccessibleName(tr("Example of a fleet file"));
    example->setFixedHeight(13 * QFontMetrics(example->font()).lineSpacing() + size::kPage);
    auto *open = new QPushButton(tr("Open a fleet file…"), this);
    open->setProperty("primary", true);
    connect(open, &QPushButton::clicked, this, &EmptyFleet::chooseFile);

    auto *box = new QWidget(this);
    box->setFixedWidth(kExampleWidth);
    auto *column = new QVBoxLayout(box);
    column->setSpacing(size::kGroup);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_text, m_mistakes, example})
        column->addWidget(part);
    column->addWidget(open, 0, Qt::AlignLeft);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(box, 0, Qt::AlignCenter);
}

void EmptyFleet::showError(const Error &error)
{
    m_title->setText(tr("The fleet file cannot be used"));
    m_text->setTone(Tone::Critical);
    m_text->setText(error.text);
    m_mistakes->setPlainText(error.detail);
    const int lines = std::clamp(int(error.detail.count(u'\n')) + 2, 2, kMostMistakeLines);
    m_mistakes->setFixedHeight(lines * QFontMetrics(m_mistakes->font()).lineSpacing() + size::kPage);
    m_mistakes->setVisible(!error.detail.isEmpty());
}

QString EmptyFleet::text() const
{
    return m_title->text() + u'\n' + m_text->text() + u'\n' + m_mistakes->toPlainText();
}

void EmptyFleet::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a fleet file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({tr("Fleet files (*.yaml *.yml)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &EmptyFleet::fleetFileChosen);
    dialog->open();
}

} // namespace lockmaster

#include "moc_emptyfleet.cpp"
