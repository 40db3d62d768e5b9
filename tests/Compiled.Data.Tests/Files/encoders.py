"""scikit-learn's figures for TableEncoderFixtureTests: python3 encoders.py > encoders.json (scikit-learn 1.2.1)."""
import json
import warnings

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder

warnings.filterwarnings("ignore")
random = np.random.RandomState(7)
cities = ["Rome", "Milan", "Turin", "Bari", "Zadar", "Ärö"]
train_city = [cities[min(5, int(abs(random.normal() * 2)))] for _ in range(60)]
test_city = [cities[i % 6] for i in range(9)] + ["Nowhere"]
train_age = [None if random.rand() < 0.2 else round(float(random.normal(40, 12)), 1) for _ in range(60)]
test_age = [None if i % 4 == 0 else 20.5 + i for i in range(10)]


def table(city, age):
    return np.array([city, [np.nan if a is None else a for a in age]], dtype=object).T


cases = []
for options in [{}, {"min_frequency": 8}, {"min_frequency": 0.2}, {"max_categories": 3}, {"max_categories": 6}, {"max_categories": 7}, {"min_frequency": 4, "max_categories": 4}]:
    columns = ColumnTransformer([
        ("city", OneHotEncoder(handle_unknown="infrequent_if_exist", sparse=False, **options), [0]),
        ("age", SimpleImputer(strategy="median", add_indicator=True), [1]),
    ])
    columns.fit(table(train_city, train_age))
    encoded = columns.transform(table(test_city, test_age))
    cases.append({"options": options, "features": [str(name) for name in columns.named_transformers_["city"].get_feature_names_out(["city"])], "rows": encoded.astype(float).tolist()})

print(json.dumps({"trainCity": train_city, "trainAge": train_age, "testCity": test_city, "testAge": test_age, "cases": cases}, ensure_ascii=False))
