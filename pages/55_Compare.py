"""Compare: how do two selections differ in tone, stance and words?"""
