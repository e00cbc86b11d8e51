// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/commands/commandspage.h"

#include "watch/momentbus.h"
#include "ui/actions/offers/pageactions.h"
#include "ui/common/panes.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/redis/redisnotes.h"

#include <QHBoxLayout>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {
constexpr std::pair kShares{3, 1};
} // namespace

CommandsPage::CommandsPage(MomentBus &bus, QWidget *parent)
    : RedisPage(u"commands"_s, tr("Commands"), bus, parent)
    , m_commands(commandColumns())
    , m_errors(errorColumns())
    , m_commandTable(new TableFrame(u"redis_commands"_s, tr("Commands"), m_commands, this))
    , m_errorTable(new TableFrame(u"redis_errors"_s, tr("Errors"), m_errors, this))
{
    m_commandTable->view().setDefaultSort(m_commands.columnOf(u"refused_rate"), Qt::DescendingOrder);
    m_errorTable->view().setDefaultSort(m_errors.columnOf(u"rate"), Qt::DescendingOrder);
    m_commandTable->addControl(new PageActions(ServerKind::Redis, *this, m_commandTable));
    auto *content = new QWidget(this);
    (new QHBoxLayout(content))->addWidget(makePanes(Qt::Horizontal, m_commandTable, m_errorTable, kShares, content));
    setContent(content);
}

void CommandsPage::showRedis(const Snapshot &snapshot, const RedisState &state)
{
    const CommandWindow window = commandWindow(bus().kept(target()), snapshot);
    std::vector<CommandRow> commands;
    for (const CommandRate &rate : window.commands)
        commands.push_back({rate});
    m_commands.setRows(std::move(commands));
    std::vector<ErrorRow> errors;
    for (const ErrorRate &rate : window.errors)
        errors.push_back({rate});
    m_errors.setRows(std::move(errors));
    m_commandTable->view().setEmptyText(
        state.commandsTaken
            ? tr("No command matches. Clear the filters (Escape) to see the rest.")
            : absentWords(snapshot, {u"INFO"_s}, tr("The commands will be read with the next sample.")));
    m_errorTable->view().setEmptyText(state.info.isEmpty()
                                          ? absentWords(snapshot, {u"INFO"_s}, tr("Not known at this moment."))
                                      : state.identity.versionNumber > 0 && state.identity.versionNumber < 60200
                                          ? tr("This version does not count errors; Redis 6.2 and later do.")
                                          : tr("No error reply was sent since the start."));
    for (TableFrame *table : {m_commandTable, m_errorTable})
        table->view().setStale(!isLive(snapshot.link));
    showStatus(snapshot, window);
}

void CommandsPage::showStatus(const Snapshot &snapshot, const CommandWindow &window)
{
    const Tone tone = isLive(snapshot.link) ? Tone::Muted : Tone::Blind;
    if (!snapshot.redis->commandsTaken) {
        m_commandTable->setStatus(asOfWords(snapshot), tone);
        return m_errorTable->setStatus({});
    }
    const QStringList words{tr("%n commands", nullptr, int(window.commands.size())),
                            window.length ? tr("rates over %1").arg(formatDuration(*window.length))
                                          : tr("a rate needs two samples"),
                            asOfWords(snapshot)};
    m_commandTable->setStatus(words.join(u"  ·  "_s), tone);
    m_errorTable->setStatus(tr("%n kinds of errors", nullptr, int(window.errors.size())), tone);
}

void CommandsPage::showNothing(const QString &why)
{
    m_commands.setRows({});
    m_errors.setRows({});
    for (TableFrame *table : {m_commandTable, m_errorTable}) {
        table->setStatus({});
        table->view().setEmptyText(why);
    }
}

} // namespace lockmaster

#include "moc_commandspage.cpp"
