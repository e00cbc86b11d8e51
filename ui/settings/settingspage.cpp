// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingspage.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/notices/notestrip.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/settings/settingswords.h"
#include "watch/momentbus.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace lockmaster {

SettingsPage::SettingsPage(MomentBus &bus, QWidget *parent)
    : Page(QStringLiteral("settings"), bus, parent)
    , m_note(new NoteStrip(tr("What is wrong in the files"), this))
    , m_view(new QComboBox(this))
    , m_other(new QComboBox(this))
    , m_table(new TableFrame(QStringLiteral("settings"), tr("Settings"), m_model, this))
    , m_actions(new RowActions(ServerKind::PostgreSql, u"setting", *this, *m_table, [this](int row) {
        const SettingRow &shown = m_model.row(row);
        return shown.parentId.isEmpty() ? shown.name : QString();
    }))
{
    setUpControls();
    m_table->view().setDefaultSort(m_model.columnOf(u"name"), Qt::AscendingOrder);
    connect(m_table, &TableFrame::filtersChanged, this, &SettingsPage::showAgain);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_note);
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    inner->addWidget(m_table);
    column->addLayout(inner, 1);
}

void SettingsPage::setUpControls()
{
    m_view->setAccessibleName(tr("Which settings"));
    m_view->addItem(tr("All settings"), int(SettingView::All));
    m_view->addItem(tr("Changed from the default"), int(SettingView::Own));
    m_view->addItem(tr("Waiting for a restart"), int(SettingView::WaitingForRestart));
    m_view->addItem(tr("Set for roles or databases"), int(SettingView::Overridden));
    m_view->addItem(tr("Different there"), int(SettingView::Different));
    m_other->setAccessibleName(tr("Compare with"));
    m_table->addControl(m_view);
    m_table->addControl(m_other);
    connect(m_view, &QComboBox::currentIndexChanged, this,
            [this] { m_model.setView(SettingView(m_view->currentData().toInt())); });
    connect(m_other, &QComboBox::currentIndexChanged, this, &SettingsPage::showComparison);
}

void SettingsPage::offerTargets()
{
    const QSignalBlocker quiet(m_other);
    m_other->clear();
    m_other->addItem(tr("Compare with…"), QString());
    for (const Target &each : bus().fleet().targets) {
        if (each.kind == ServerKind::PostgreSql && each.name != target())
            m_other->addItem(tr("Compare with %1").arg(plainLine(each.name)), each.name);
    }
    m_other->setVisible(m_other->count() > 1);
}

QString SettingsPage::compared() const
{
    return m_other->currentData().toString();
}

void SettingsPage::showComparison()
{
    m_table->view().setColumnHidden(m_model.columnOf(u"elsewhere"), compared().isEmpty());
    if (!compared().isEmpty())
        setView(SettingView::Different);
    else if (m_model.view() == SettingView::Different)
        setView(SettingView::All);
    if (const SnapshotPtr snapshot = bus().shown(target()))
        showSnapshot(*snapshot);
}

void SettingsPage::setView(SettingView view)
{
    m_view->setCurrentIndex(m_view->findData(int(view)));
}

void SettingsPage::compareWith(const QString &target)
{
    m_other->setCurrentIndex(std::max(0, m_other->findData(target)));
}

QString SettingsPage::status() const
{
    return m_table->status();
}

void SettingsPage::selectItem(const QString &setting)
{
    m_wanted = setting;
    const int row = m_model.rowOf(setting);
    if (row < 0)
        return;
    m_table->view().setCurrentRow(row, true);
    m_wanted.clear();
}

void SettingsPage::targetChanged()
{
    m_model.setRows({});
    m_note->setNote({});
    m_table->setStatus({});
    m_wanted.clear();
    offerTargets();
    showComparison();
    m_table->view().setEmptyText(tr("No data yet. Rows appear as soon as the server has answered."));
}

void SettingsPage::showSnapshot(const Snapshot &snapshot)
{
    const auto configuration = snapshot.postgres ? snapshot.postgres->configuration : nullptr;
    const SnapshotPtr there = compared().isEmpty() ? nullptr : bus().shown(compared());
    const auto other = there && there->postgres ? there->postgres->configuration : nullptr;
    m_model.setRows(configuration ? settingRows(*configuration, other.get()) : std::vector<SettingRow>());
    m_note->setNote(configuration ? noteOnFiles(*configuration) : Note());
    m_table->view().setStale(!isLive(snapshot.link));
    showWords(snapshot);
    if (!m_wanted.isEmpty())
        selectItem(m_wanted);
}

void SettingsPage::showAgain()
{
    if (const SnapshotPtr snapshot = bus().shown(target()))
        showWords(*snapshot);
}

void SettingsPage::showWords(const Snapshot &snapshot)
{
    m_table->view().setEmptyText(emptyText(snapshot));
    if (!snapshot.postgres || !snapshot.postgres->configuration)
        return m_table->setStatus({}); // the table says why
    QStringList words = settingsStatus(*snapshot.postgres->configuration, snapshot.postgres->identity);
    if (!isLive(snapshot.link))
        words << tr("last seen %1, %2 ago")
                     .arg(formatTimeOfDay(snapshot.dataTaken.wall),
                          formatDuration(snapshot.taken.wall - snapshot.dataTaken.wall));
    m_table->setStatus(words.join(QStringLiteral("  ·  ")), isLive(snapshot.link) ? Tone::Muted : Tone::Blind);
}

QString SettingsPage::emptyText(const Snapshot &snapshot) const
{
    if (!snapshot.postgres || !snapshot.postgres->configuration)
        return tr("The settings have not been read yet.");
    if (m_model.isFiltered())
        return tr("No setting matches. Clear the filters (Escape) to see the rest.");
    switch (m_model.view()) {
    case SettingView::Own: return tr("Nothing is set to anything but its default.");
    case SettingView::WaitingForRestart: return tr("Nothing waits for a restart.");
    case SettingView::Overridden: return tr("Nothing is set for roles or databases.");
    case SettingView::Different: {
        const SnapshotPtr there = compared().isEmpty() ? nullptr : bus().shown(compared());
        if (compared().isEmpty())
            return tr("Choose a target to compare with.");
        return there && there->postgres && there->postgres->configuration
                   ? tr("Everything is set as on %1.").arg(plainLine(compared()))
                   : tr("The settings of %1 have not been read yet.").arg(plainLine(compared()));
    }
    case SettingView::All: break;
    }
    return tr("The server told no settings.");
}

} // namespace lockmaster

#include "moc_settingspage.cpp"
