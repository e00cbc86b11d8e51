// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/membersstrip.h"

#include "base/text.h"
#include "model/fleet/fleetlines.h"
#include "model/fleet/discovery.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"
#include "watch/momentbus.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/redis/fleetlookup.h"

#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace lockmaster {

namespace {
constexpr QSize kDialogSize{640, 420};
constexpr qsizetype kMostNamed = 6;

/// The first command that would name more servers and is not allowed; empty when all of them answer.
QString hiddenSource(const Snapshot &snapshot)
{
    static const QStringList kSources{QStringLiteral("CLUSTER NODES"), QStringLiteral("SENTINEL REPLICAS"),
                                      QStringLiteral("SENTINEL SENTINELS")};
    const RefusedCommands refused = snapshot.redis      ? snapshot.redis->refused
                                    : snapshot.sentinel ? snapshot.sentinel->refused
                                                        : RefusedCommands();
    const auto found =
        std::ranges::find_if(refused, [](const RefusedCommand &one) { return kSources.contains(one.command); });
    return found == refused.end() ? QString() : found->command;
}
} // namespace

MembersStrip::MembersStrip(MomentBus &bus, QWidget *parent)
    : NoteStrip(tr("Members that are not in the fleet"), parent), m_bus(bus)
{
    auto *button = new QPushButton(tr("Lines for the fleet file…"), this);
    addButton(button);
    connect(button, &QPushButton::clicked, this, &MembersStrip::openLines);
}

std::vector<Target> MembersStrip::missing(const Snapshot &snapshot) const
{
    const Target *seed = m_bus.target(snapshot.target);
    std::vector<Target> found = seed ? discovered(*seed, snapshot) : std::vector<Target>();
    std::erase_if(found,
                  [this](const Target &target) { return targetAt(m_bus, {target.name}, target.kind) != nullptr; });
    return found;
}

void MembersStrip::showSnapshot(const Snapshot &snapshot)
{
    const std::vector<Target> all = isLive(snapshot.link) ? missing(snapshot) : std::vector<Target>();
    m_lines = all.empty() ? QString() : fleetLines(all);
    if (all.empty())
        return setNote({});
    const QString doubt =
        tellsPlainPorts(snapshot)
            ? tr("The nodes tell their plain port: set tls-cluster yes, or write the TLS port by hand")
            : QString();
    if (!doubt.isEmpty())
        m_lines.prepend(QStringLiteral("# %1\n").arg(doubt));
    QStringList names;
    for (const Target &target : all)
        names << plainLine(target.name);
    if (names.size() > kMostNamed)
        names = names.first(kMostNamed) << QStringLiteral("…");
    const QString hidden = hiddenSource(snapshot);
    const QString headline = hidden.isEmpty()
                                 ? tr("The server names %n others that are not in the fleet", nullptr, int(all.size()))
                                 : tr("The server names at least %n others that are not in the fleet; %1 is hidden",
                                      nullptr, int(all.size()))
                                       .arg(hidden);
    const QString words = names.join(QStringLiteral(", "));
    setNote({HealthState::Unknown, headline, doubt.isEmpty() ? words : doubt + QStringLiteral(": ") + words});
}

void MembersStrip::openLines()
{
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Lines for the fleet file"));
    dialog->resize(kDialogSize);
    auto *about =
        new PlainLabel(tr("Put them below “targets:” and check each: addresses are as the servers announce them, and "
                          "login and encryption are copied from this target where it is of the same kind."),
                       dialog);
    about->setWordWrap(true);
    auto *text = new QPlainTextEdit(m_lines, dialog);
    text->setReadOnly(true);
    text->setAccessibleName(dialog->windowTitle());
    text->setFont(Theme::instance().font(FontRole::Code));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons->addButton(tr("Copy all"), QDialogButtonBox::ActionRole), &QPushButton::clicked, dialog,
            [lines = m_lines] { QGuiApplication::clipboard()->setText(lines); });
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *column = new QVBoxLayout(dialog);
    column->addWidget(about);
    column->addWidget(text, 1);
    column->addWidget(buttons);
    dialog->open();
}

} // namespace lockmaster

#include "moc_membersstrip.cpp"
