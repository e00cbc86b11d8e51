// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One target: header, tabs, what broke, what is wrong, the page, the inspector. Passes on what its parts ask for.
#pragma once

#include <QPointer>
#include <QWidget>
#include <map>
#include <vector>

#include "model/action.h"
#include "model/target.h"
#include "ui/common/page.h"
#include "ui/shell/focusregions.h"

class QSplitter;
class QStackedWidget;
class QTabBar;
class QTimer;

namespace lockmaster {

class Banner;
class FindingBar;
class HeaderStrip;
class Inspector;
class OverLine;
class StaleVeil;

class TargetView : public QWidget
{
    Q_OBJECT
public:
    explicit TargetView(MomentBus &bus, QWidget *parent = nullptr);

    void setTarget(const QString &target);
    void showPage(const QString &id);
    void nextPage(int by);
    void selectSession(const SessionKey &key); ///< on the page shown; on Sessions when that has none to select
    void setReach(std::chrono::seconds reach);
    void setInspectorShown(bool shown);
    void toggleInspector(); ///< in a narrow window: opens it for what is selected, or closes it
    void focusPage();       ///< the keys go to the page's table, at once or as soon as it has one
    void focusHeadline();   ///< or to the tabs, while all is well
    void wantProbes();      ///< says (again) which probes the page in front needs

    [[nodiscard]] const std::vector<Page *> &pages() const { return m_pages; }
    [[nodiscard]] Page *page(const QString &id) const; ///< null when there is none
    [[nodiscard]] Page &currentPage() const;
    [[nodiscard]] bool isInspectorShown() const { return m_inspectorWanted; }
    [[nodiscard]] QSplitter &splitter() const { return *m_splitter; }
    [[nodiscard]] QString tabText(const QString &pageId) const;
    [[nodiscard]] QString findingText() const;
    [[nodiscard]] FindingBar &headline() const { return *m_finding; }
    /// From top to bottom: what stands above the page, the page, the inspector.
    [[nodiscard]] std::vector<FocusRegion> regions() const;

Q_SIGNALS:
    void actionRequested(const lockmaster::ActionRequest &request);
    void retryRequested(const QString &target);
    void targetRequested(const QString &target);
    void elsewhereRequested(const QString &target, const QString &pageId, const QString &item);
    /// Probes that the page in front needs with every sample; none for a target that is not shown any more.
    void probesWanted(const QString &target, const QStringList &probes);
    void pagesChanged(); ///< another kind of server is shown

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showKind(ServerKind kind);
    void addPage(Page *page);
    void makeLayout();
    void connectParts();
    void connectHeadline();
    void selectSubject();
    void showTarget();
    void showHeadline();
    void showTabs(const Snapshot &snapshot);
    void showVeil(bool isFresh);
    void pageChanged(int index);
    void showInspector();
    void showSession(const SessionKey &key);
    void showWhyNothing();
    [[nodiscard]] bool isNarrow() const;
    [[nodiscard]] QWidget *firstStop() const;

    MomentBus &m_bus;
    QString m_target;
    bool m_isFindingWanted = false; ///< the reader went to a finding: it stands before what is over on this page
    HeaderStrip *m_header;
    QTabBar *m_tabs;
    Banner *m_banner;
    FindingBar *m_finding;
    OverLine *m_over;
    QStackedWidget *m_headline; ///< what is wrong, or what is over
    QStackedWidget *m_stack;
    StaleVeil *m_veil;
    Inspector *m_inspector;
    QSplitter *m_splitter;
    std::map<ServerKind, std::vector<Page *>> m_pagesOf; ///< made when first needed
    std::vector<Page *> m_pages;                         ///< of the kind shown, by tab
    QPointer<QWidget> m_standIn;                         ///< has the keys until the page has a table; null: it has
    std::chrono::seconds m_reach{900};
    bool m_inspectorWanted = true;
    bool m_isDrawerOpen = false; ///< in a narrow window
};

} // namespace lockmaster
