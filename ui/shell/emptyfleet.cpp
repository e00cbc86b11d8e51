// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/emptyfleet.h"

#include "ui/common/notices/plainlabel.h"

#include <QFileDialog>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockmaster {

namespace {

constexpr int kExampleWidth = 560;

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

} // namespace

EmptyFleet::EmptyFleet(QWidget *parent) : QWidget(parent)
{
    auto *title = new PlainLabel(tr("No target to watch yet"), FontRole::Number, Tone::Normal, this);
    auto *text = new PlainLabel(tr("Lockmaster watches the targets of a fleet file. Open one, or start with a URL: "
                                   "lockmaster postgresql://monitor@host/database. A fleet file looks like this; a "
                                   "password is never in it."),
                                FontRole::Body, Tone::Muted, this);
    text->setWordWrap(true);
    auto *example = new QPlainTextEdit(QString::fromLatin1(kExample), this);
    example->setReadOnly(true);
    example->setAccessibleName(tr("Example of a fleet file"));
    example->setFont(Theme::instance().font(FontRole::Code));
    example->setFixedHeight(13 * QFontMetrics(example->font()).lineSpacing() + size::kPage);
    auto *open = new QPushButton(tr("Open a fleet file…"), this);
    open->setProperty("primary", true);
    connect(open, &QPushButton::clicked, this, &EmptyFleet::chooseFile);

    auto *box = new QWidget(this);
    box->setFixedWidth(kExampleWidth);
    auto *column = new QVBoxLayout(box);
    column->setSpacing(size::kGroup);
    column->addWidget(title);
    column->addWidget(text);
    column->addWidget(example);
    column->addWidget(open, 0, Qt::AlignLeft);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(box, 0, Qt::AlignCenter);
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
