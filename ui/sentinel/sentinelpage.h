// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a Sentinel: the primaries it watches, their replicas and the other Sentinels; where it does not act, or
// does not agree with the others.
#pragma once

#include "ui/common/page.h"
#include "ui/sentinel/sentinelcolumns.h"

namespace lockmaster {

class MembersStrip;
class NoteStrip;
class RowActions;
class TableFrame;
class TileRow;

class SentinelPage : public Page
{
    Q_OBJECT
public:
    explicit SentinelPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString badge(const Snapshot &snapshot) const override; ///< primaries that are down
    [[nodiscard]] const KeyedTableModel<GroupRow> &groups() const { return m_groups; }
    [[nodiscard]] const KeyedTableModel<PeerRow> &peers() const { return m_peers; }
    [[nodiscard]] const NoteStrip &tilt() const { return *m_tilt; }
    [[nodiscard]] const NoteStrip &dissent() const { return *m_dissent; }
    [[nodiscard]] MembersStrip &members() const { return *m_members; }

protected:
    void showSnapshot(const Snapshot &snapshot) override;
    void targetChanged() override;

private:
    void makeLayout();
    void showGroups(const SentinelState &state);
    void showPeers(const SentinelState &state);
    void showTables(const Snapshot &snapshot);
    void showNothing(const QString &why);
    [[nodiscard]] std::vector<SnapshotPtr> otherSentinels() const;

    KeyedTableModel<GroupRow> m_groups;
    KeyedTableModel<PeerRow> m_peers;
    NoteStrip *m_tilt;
    NoteStrip *m_dissent;
    MembersStrip *m_members;
    TileRow *m_tiles;
    TableFrame *m_groupTable;
    RowActions *m_actions = nullptr;
    TableFrame *m_peerTable;
};

} // namespace lockmaster
