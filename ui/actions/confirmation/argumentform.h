// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of an action's arguments, made from their description. What the row that was clicked already says has no
// field; what is rarely wanted is folded away, and says nothing until it is unfolded or given.
#pragma once

#include <QJsonObject>
#include <QWidget>
#include <functional>
#include <vector>

class QFormLayout;
class QGridLayout;
class QPushButton;

namespace lockmaster {

struct ActionRequest;
struct Argument;

class ArgumentForm : public QWidget
{
    Q_OBJECT
public:
    explicit ArgumentForm(QWidget *parent = nullptr);

    /// Shows the request's arguments; fields keep what is being typed when they are for the same action already.
    void setRequest(const ActionRequest &request);
    [[nodiscard]] bool hasFields() const { return !m_fields.empty(); }
    /// What is in the fields, and what the request had besides.
    [[nodiscard]] QJsonObject arguments() const;
    void focusFirst();
    /// Something that has to be given is not.
    [[nodiscard]] bool isIncomplete() const;

Q_SIGNALS:
    /// A person has chosen otherwise, or has finished typing.
    void edited();
    /// Further options have come or gone.
    void heightChanged();

private:
    struct Field {
        QString name;
        bool isRequired = false;
        bool isRare = false;
        std::function<QJsonValue()> value;
        std::function<void(const QJsonValue &)> show;
    };
    void addField(const Argument &argument);
    Field textField(const Argument &argument);
    Field numberField(const Argument &argument);
    Field flagField(const Argument &argument);
    Field choiceField(const Argument &argument);
    void addRow(const Argument &argument, QWidget *editor);
    void showRare();
    void clear();

    QFormLayout *m_layout;
    QPushButton *m_rareButton;
    QWidget *m_rare;
    QGridLayout *m_rareGrid; ///< label and editor, twice a row
    std::vector<Field> m_fields;
    QString m_action;
    QJsonObject m_arguments;
};

} // namespace lockmaster
