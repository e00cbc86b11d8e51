// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/cards/fleetcards.h"

#include "base/text.h"
#include "watch/momentbus.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/notices/statemark.h"

#include <algorithm>

namespace lockmaster {
namespace {

QString spoken(const FleetCard &card)
{
    QStringList parts{card.target, card.facts, stateWord(card.health.state), card.health.number, card.shareText};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace

FleetCards::FleetCards(MomentBus &bus, QObject *parent) : QAbstractListModel(parent), m_bus(bus), m_cards(arranged())
{
    connect(&bus, &MomentBus::shownChanged, this, &FleetCards::update);
    connect(&bus, &MomentBus::modeChanged, this, &FleetCards::refresh);
}

void FleetCards::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    arrange();
}

void FleetCards::refresh()
{
    if (m_cards.empty())
        return;
    for (FleetCard &card : m_cards)
        card = cardFor(*m_bus.target(card.target));
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    arrange();
}

FleetCard FleetCards::cardFor(const Target &target) const
{
    return fleetCard(target, m_bus.shown(target.name).get(), healthLine(m_bus, target.name), systemClock().steadyNow());
}

void FleetCards::update(const QString &target)
{
    const int row = rowOf(target);
    const Target *known = m_bus.target(target);
    if (row < 0 || !known)
        return;
    FleetCard now = cardFor(*known);
    FleetCard &shown = m_cards[std::size_t(row)];
    const bool isElsewhere = now.health.state != shown.health.state;
    const bool isOtherTrouble = !now.health.isQuiet() && now.health.number != shown.health.number;
    shown = std::move(now);
    if (isElsewhere || isOtherTrouble)
        Q_EMIT dataChanged(index(row), index(row));
    if (isElsewhere)
        arrange();
}

std::vector<FleetCard> FleetCards::arranged() const
{
    std::vector<FleetCard> cards;
    for (const Target &target : m_bus.fleet().targets) {
        FleetCard card = cardFor(target);
        const auto contains = [&](const QString &text) { return text.contains(m_filter, Qt::CaseInsensitive); };
        if (contains(card.target) || contains(card.group) || contains(card.facts))
            cards.push_back(std::move(card));
    }
    std::ranges::stable_sort(cards, std::greater(),
                             [](const FleetCard &card) { return severityRank(card.health.state); });
    return cards;
}

void FleetCards::arrange()
{
    std::vector<FleetCard> next = arranged();
    const auto sameOrder = std::ranges::equal(next, m_cards, {}, &FleetCard::target, &FleetCard::target);
    if (sameOrder)
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QStringList targets;
    for (const QModelIndex &index : before)
        targets << card(index.row()).target;
    m_cards = std::move(next);
    QModelIndexList after;
    for (const QString &target : targets)
        after << (rowOf(target) < 0 ? QModelIndex() : index(rowOf(target)));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

int FleetCards::rowOf(const QString &target) const
{
    const auto found = std::ranges::find(m_cards, target, &FleetCard::target);
    return found == m_cards.end() ? -1 : int(found - m_cards.begin());
}

std::vector<SeriesPoint> FleetCards::work(int row, std::chrono::seconds reach) const
{
    const Target *target = m_bus.target(card(row).target);
    return target ? m_bus.series(target->name, QString(recordOf(target->kind).workSeries), newest(row) - reach)
                  : std::vector<SeriesPoint>();
}

WallTime FleetCards::newest(int row) const
{
    const SnapshotPtr shown = m_bus.shown(card(row).target);
    return shown ? m_bus.timeOf(*shown) : WallTime();
}

int FleetCards::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cards.size());
}

QVariant FleetCards::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FleetCard &card = this->card(index.row());
    switch (role) {
    case Qt::DisplayRole: return card.target;
    case Qt::AccessibleTextRole: return plainLine((QStringList{spoken(card)} + card.notes).join(QStringLiteral(", ")));
    case Qt::ToolTipRole:
        return plainToolTip(
            (QStringList{spoken(card)} + card.notes + QStringList{endpoint(*m_bus.target(card.target))}).join(u'\n'));
    default: return {};
    }
}

} // namespace lockmaster

#include "moc_fleetcards.cpp"
